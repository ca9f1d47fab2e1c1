package io.calotype.variants.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A short digest of a few values, for telling them apart; not for keeping secrets. */
public final class Digest {
  /** The length of a digest, in lower-case hex digits. */
  public static final int HEX_DIGITS = 16;

  private Digest() {}

  /** The first 64 bits of the SHA-256 of the values' texts, one a line. */
  public static String of(Object... values) {
    StringBuilder text = new StringBuilder();
    for (Object value : values) {
      text.append(value).append('\n');
    }
    try {
      byte[] sha256 =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha256).substring(0, HEX_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
