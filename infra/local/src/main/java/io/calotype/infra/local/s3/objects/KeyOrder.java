package io.calotype.infra.local.s3.objects;

import java.util.Comparator;

/**
 * The order in which S3 lists keys: that of their UTF-8 bytes.
 *
 * <p>{@link String#compareTo} differs from it for characters outside the basic plane (emoji), which
 * it puts before U+E000 to U+FFFF.
 */
enum KeyOrder implements Comparator<String> {
  UTF8_BYTES;

  @Override
  public int compare(String left, String right) {
    int shorter = Math.min(left.length(), right.length());
    for (int i = 0; i < shorter; i++) {
      char l = left.charAt(i);
      char r = right.charAt(i);
      if (l != r) {
        return Integer.compare(rank(l), rank(r));
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  /** Moves surrogates behind all other characters, as their UTF-8 bytes are. */
  private static int rank(char c) {
    return Character.isSurrogate(c) ? c + 0x1_0000 : c;
  }
}
