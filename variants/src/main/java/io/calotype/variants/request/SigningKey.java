package io.calotype.variants.request;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One key that signs URLs. Its secret is in nothing that it prints. */
public final class SigningKey {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int SECRET_BYTES_MIN = 32;

  private final String kid;
  private final SecretKeySpec secret;

  /**
   * A key.
   *
   * @param kid its id, 1 to 32 letters, digits, {@code -} or {@code _}
   * @param secret 32 bytes or more
   * @throws IllegalArgumentException where either is otherwise
   */
  public SigningKey(String kid, byte[] secret) {
    if (!UrlSignature.KID.matcher(kid).matches()) {
      throw new IllegalArgumentException(
          "expected a key id of 1 to 32 letters, digits, - or _ but got " + Excerpt.of(kid));
    }
    if (secret.length < SECRET_BYTES_MIN) {
      throw new IllegalArgumentException(
          "expected a secret of "
              + SECRET_BYTES_MIN
              + " bytes or more but got one of "
              + secret.length);
    }
    this.kid = kid;
    this.secret = new SecretKeySpec(secret, ALGORITHM);
  }

  /** The key's id, which stands in the URLs that it signs. */
  public String kid() {
    return kid;
  }

  /** The signature of a text: base64url without padding. */
  String sign(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java has HmacSHA256 and takes keys of 32 bytes", e);
    }
  }
}
