package io.calotype.variants.request;

import io.calotype.variants.reason.RefusedException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Signs viewers' URLs, so that they may ask for any width and ratio. Where it runs is trusted: what
 * it signs will be made.
 *
 * <pre>{@code
 * new UrlSigner(key).sign("köln.jpg", Map.of("w", "777", "format", "webp"), expires)
 *     // /k%C3%B6ln.jpg?exp=1800000000&format=webp&kid=2026&w=777&sig=...
 * }</pre>
 */
public final class UrlSigner {
  private final SigningKey key;

  /** Signs with one key. */
  public UrlSigner(SigningKey key) {
    this.key = key;
  }

  /**
   * The signed path and query.
   *
   * @param originalKey the original's key
   * @param parameters by name, not escaped, as {@code w} and {@code ratio}; those that have no
   *     meaning are left out
   * @param expires when the URL ends to hold, to the second
   * @throws IllegalArgumentException where a time is before 1970 or after the year 5000
   */
  public String sign(String originalKey, Map<String, String> parameters, Instant expires) {
    Map<String, String> known = new TreeMap<>(parameters);
    known.keySet().retainAll(Parameters.NAMES);
    known.remove("sig");
    known.put("kid", key.kid());
    known.put("exp", Long.toString(expires.getEpochSecond()));
    known.put("sig", "A".repeat(43));
    try {
      UrlSignature.of(known);
    } catch (RefusedException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    String signature = key.sign(UrlSignature.signedText(originalKey, known));
    known.remove("sig");
    return PercentEncoding.viewerPath(originalKey)
        + "?"
        + UrlSignature.canonicalQuery(known)
        + "&sig="
        + signature;
  }
}
