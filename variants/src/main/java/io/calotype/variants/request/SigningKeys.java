package io.calotype.variants.request;

import io.calotype.variants.reason.Reason;
import io.calotype.variants.reason.RefusedException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The keys that sign URLs, by key id. Several at once let keys be changed while URLs signed with
 * the one before still hold.
 */
public final class SigningKeys {
  /** No key at all: every signed URL is refused. */
  public static final SigningKeys NONE = new SigningKeys(Map.of());

  private final Map<String, SigningKey> keys;

  private SigningKeys(Map<String, SigningKey> keys) {
    this.keys = Map.copyOf(keys);
  }

  /**
   * Keys by their ids.
   *
   * @throws IllegalArgumentException where two have the same
   */
  public static SigningKeys of(SigningKey... keys) {
    Map<String, SigningKey> byId = new HashMap<>();
    for (SigningKey key : keys) {
      if (byId.put(key.kid(), key) != null) {
        throw new IllegalArgumentException(
            "expected each key id once but got it again: " + key.kid());
      }
    }
    return new SigningKeys(byId);
  }

  /**
   * Checks a signature, in a time that does not tell how much of it is right.
   *
   * @throws RefusedException {@link Reason#BAD_SIGNATURE} where it is not that of the text by a
   *     known key, {@link Reason#SIGNATURE_EXPIRED} where it holds no longer
   */
  void verify(UrlSignature signature, String text, Instant now) {
    SigningKey key = keys.get(signature.kid());
    if (key == null) {
      throw new RefusedException(
          Reason.BAD_SIGNATURE,
          "expected a signature by a known key but got kid " + Excerpt.of(signature.kid()));
    }
    if (!MessageDigest.isEqual(
        key.sign(text).getBytes(StandardCharsets.US_ASCII),
        signature.sig().getBytes(StandardCharsets.US_ASCII))) {
      throw new RefusedException(
          Reason.BAD_SIGNATURE,
          "expected the signature of this URL but got another: it was changed, or signed otherwise");
    }
    if (!now.isBefore(signature.expires())) {
      throw new RefusedException(
          Reason.SIGNATURE_EXPIRED,
          "expected a signature that still holds but got one that expired at "
              + signature.expires().getEpochSecond());
    }
  }
}
