package io.calotype.variants.request;

import io.calotype.variants.reason.Reason;
import io.calotype.variants.reason.RefusedException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a signed URL says of its signature; {@code signed-urls.json} holds the vectors that every
 * implementation runs.
 *
 * @param kid which key signed
 * @param expires when it ends to hold
 * @param sig HMAC-SHA256 of the {@link #signedText} in base64url without padding
 */
record UrlSignature(String kid, Instant expires, String sig) {
  static final Pattern KID = Pattern.compile("[A-Za-z0-9_-]{1,32}");
  private static final Pattern EXP = Pattern.compile("[1-9][0-9]{0,10}");
  private static final Pattern SIG = Pattern.compile("[A-Za-z0-9_-]{43}");

  /**
   * Reads the signature of a query's known parameters, if it has one.
   *
   * @throws RefusedException where it is not of its form, or only in part
   */
  static Optional<UrlSignature> of(Map<String, String> raw) {
    if (!raw.containsKey("kid") && !raw.containsKey("exp") && !raw.containsKey("sig")) {
      return Optional.empty();
    }
    return Optional.of(
        new UrlSignature(
            part(raw, "kid", KID, "1 to 32 letters, digits, - or _"),
            Instant.ofEpochSecond(Long.parseLong(part(raw, "exp", EXP, "seconds since 1970"))),
            part(raw, "sig", SIG, "43 characters of base64url")));
  }

  /**
   * What is signed: the path of the original and all parameters that have a meaning. Others may be
   * added to a signed URL, as trackers do, since they change nothing.
   *
   * @param raw the known parameters, checked
   */
  static String signedText(String originalKey, Map<String, String> raw) {
    Map<String, String> unsigned = new TreeMap<>(raw);
    unsigned.remove("sig");
    return "calotype-url-1\n/"
        + PercentEncoding.encodePath(originalKey)
        + "\n"
        + canonicalQuery(unsigned);
  }

  /** The parameters that have a meaning in one spelling, sorted by name, without question mark. */
  static String canonicalQuery(Map<String, String> raw) {
    return new TreeMap<>(raw)
        .entrySet().stream()
            .filter(named -> !named.getKey().equals("v") || Parameters.isVersion(named.getValue()))
            .map(named -> named.getKey() + "=" + PercentEncoding.encodeComponent(named.getValue()))
            .collect(Collectors.joining("&"));
  }

  private static String part(Map<String, String> raw, String name, Pattern form, String expected) {
    String text = raw.get(name);
    if (text == null) {
      throw new RefusedException(
          Reason.BAD_PARAMETER, "expected kid, exp and sig together but got no " + name);
    }
    if (!form.matcher(text).matches()) {
      throw new RefusedException(
          Reason.BAD_PARAMETER,
          "expected " + name + " to be " + expected + " but got " + Excerpt.of(text));
    }
    return text;
  }
}
