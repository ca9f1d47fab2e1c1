package io.calotype.variants.recipe;

import io.calotype.variants.name.Format;

/**
 * How a format is encoded.
 *
 * @param format the format
 * @param quality 1 (worst) to 100, as the format's encoder counts it
 * @param effort 0 (fastest) to 9 (smallest), as libvips counts it for the format; without meaning
 *     for JPEG
 * @param slow whether it is made after the manifest's first version and never for a waiting viewer
 * @param optimizeCoding whether a JPEG's Huffman tables are made to measure: 2 % fewer bytes, a
 *     third more time; without meaning for other formats
 */
public record Encoding(
    Format format, int quality, int effort, boolean slow, boolean optimizeCoding) {
  /** The range of {@link #quality}. */
  public static final int QUALITY_MIN = 1;

  public static final int QUALITY_MAX = 100;

  /** The range of {@link #effort}: libvips takes 0 to 6 for WebP and 0 to 9 for AVIF. */
  public static final int EFFORT_MIN = 0;

  public static final int EFFORT_MAX = 9;

  /** Refuses numbers outside the ranges with {@link IllegalArgumentException}. */
  public Encoding {
    requireWithin("quality", quality, QUALITY_MIN, QUALITY_MAX);
    requireWithin("effort", effort, EFFORT_MIN, effortMax(format));
  }

  /** An encoding with standard Huffman tables. */
  public Encoding(Format format, int quality, int effort, boolean slow) {
    this(format, quality, effort, slow, false);
  }

  /** The largest effort that a format's encoder takes. */
  public static int effortMax(Format format) {
    return format == Format.WEBP ? 6 : EFFORT_MAX;
  }

  private static void requireWithin(String what, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "expected " + what + " of " + min + " to " + max + " but got " + value);
    }
  }
}
