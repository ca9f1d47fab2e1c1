package io.calotype.infra.local.api;

import com.sun.net.httpserver.HttpExchange;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Answers requests with objects of the variants bucket, as a cache behind origin access does:
 * entity tag, 304, content type and cache control are the object's own.
 */
final class VariantsBucket {
  private static final int NOT_MODIFIED = 304;

  private final S3Client s3;
  private final String bucket;

  VariantsBucket(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  /**
   * The object's answer, or empty where there is none.
   *
   * @param v the version that the URL names; where it is the object's own, the answer may be kept
   *     for a year, since that URL never means another picture
   */
  Optional<Answer> answer(HttpExchange exchange, String key, @Nullable String v) {
    String ifNoneMatch = exchange.getRequestHeaders().getFirst("If-None-Match");
    try {
      ResponseBytes<GetObjectResponse> object =
          s3.getObjectAsBytes(request -> request.bucket(bucket).key(key));
      Map<String, String> headers = headers(object.response(), v);
      return Optional.of(
          matches(ifNoneMatch, object.response().eTag())
              ? new Answer(NOT_MODIFIED, headers, new byte[0])
              : new Answer(200, headers, object.asByteArrayUnsafe()));
    } catch (S3Exception e) {
      if (e.statusCode() == 404) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static boolean matches(@Nullable String ifNoneMatch, String etag) {
    if (ifNoneMatch == null) {
      return false;
    }
    for (String candidate : ifNoneMatch.split(",", -1)) {
      String tag = candidate.trim();
      if (tag.equals("*") || tag.equals(etag) || tag.equals("W/" + etag)) {
        return true;
      }
    }
    return false;
  }

  private static Map<String, String> headers(GetObjectResponse object, @Nullable String v) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", object.contentType());
    headers.put("ETag", object.eTag());
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Vary", "Accept, Sec-CH-DPR, Sec-CH-Width, Save-Data");
    if (v != null && v.equals(object.metadata().get("v"))) {
      headers.put("Cache-Control", "public, max-age=31536000, immutable");
    } else if (object.cacheControl() != null) {
      headers.put("Cache-Control", object.cacheControl());
    }
    return headers;
  }
}
