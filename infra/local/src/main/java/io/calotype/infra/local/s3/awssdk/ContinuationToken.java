package io.calotype.infra.local.s3.awssdk;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.gaul.s3proxy.blobstore.S3Exceptions;

/** Where a listing goes on, wrapped: s3proxy writes the token into XML as it is. */
final class ContinuationToken {
  private ContinuationToken() {}

  static String encode(String last) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(last.getBytes(StandardCharsets.UTF_8));
  }

  static String decode(String token) {
    try {
      return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw S3Exceptions.invalidArgument("The continuation token provided is incorrect");
    }
  }
}
