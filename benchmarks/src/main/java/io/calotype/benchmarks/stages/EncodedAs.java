package io.calotype.benchmarks.stages;

import io.calotype.variants.name.Format;
import io.calotype.variants.recipe.Encoding;

/** Encodings: those of the default recipe, and what others would cost in their place. */
public enum EncodedAs {
  /** JPEG as in the default recipe. */
  JPEG(Format.JPEG, 80, 0, false),
  /** JPEG with Huffman tables made to measure. */
  JPEG_OPTIMISED(Format.JPEG, 80, 0, true),
  /** WebP as in the default recipe. */
  WEBP(Format.WEBP, 80, 2, false),
  /** WebP at libvips' own effort. */
  WEBP_EFFORT_4(Format.WEBP, 80, 4, false),
  /** AVIF as in the default recipe: at its least effort. */
  AVIF_EFFORT_0(Format.AVIF, 55, 0, false),
  /** AVIF at more effort. */
  AVIF_EFFORT_2(Format.AVIF, 55, 2, false),
  /** PNG. */
  PNG(Format.PNG, 100, 6, false);

  private final Format format;
  private final int quality;
  private final int effort;
  private final boolean optimised;

  EncodedAs(Format format, int quality, int effort, boolean optimised) {
    this.format = format;
    this.quality = quality;
    this.effort = effort;
    this.optimised = optimised;
  }

  /** Format, quality and effort. */
  public Encoding encoding() {
    return new Encoding(format, quality, effort, false, optimised);
  }
}
