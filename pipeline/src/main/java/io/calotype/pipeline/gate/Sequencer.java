package io.calotype.pipeline.gate;

import java.util.Locale;

/** The order of S3's sequencers: hex digits, the shorter padded with zeros on its right. */
final class Sequencer {
  private Sequencer() {}

  /** Below 0, 0 or above 0 as the first is older, the same or newer; for one key only. */
  static int compare(String first, String second) {
    int length = Math.max(first.length(), second.length());
    return padded(first, length).compareTo(padded(second, length));
  }

  private static String padded(String digits, int length) {
    return digits.toLowerCase(Locale.ROOT) + "0".repeat(length - digits.length());
  }
}
