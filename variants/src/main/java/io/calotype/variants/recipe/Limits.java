package io.calotype.variants.recipe;

import java.time.Duration;

/**
 * What an original may ask of the system. Checked from the header, before pixels are read, as far
 * as a header can tell. The defaults suit 1 GB of native memory beside 3 GB of heap.
 *
 * @param bytesMax the largest file, in bytes
 * @param dimensionMax the largest width and the largest height, in pixels
 * @param pixelsMax the most pixels, all frames of an animation counted
 * @param framesMax the most frames of an animation
 * @param outputPixelsMax the most pixels of a variant, of one frame; what would have more is made
 *     narrower
 * @param outputBytesMax the largest variant, in bytes
 * @param renderTimeMax the longest time that the rendering of one original may take
 */
public record Limits(
    long bytesMax,
    int dimensionMax,
    long pixelsMax,
    int framesMax,
    long outputPixelsMax,
    long outputBytesMax,
    Duration renderTimeMax) {

  /**
   * 50 MB, 32,767 pixels a side, 100 megapixels, 300 frames; 40 megapixels and 20 MB a variant; 60
   * seconds.
   */
  public static final Limits DEFAULT =
      new Limits(
          50_000_000, 32_767, 100_000_000, 300, 40_000_000, 20_000_000, Duration.ofSeconds(60));

  /** Refuses limits that are not positive with {@link IllegalArgumentException}. */
  public Limits {
    if (bytesMax < 1
        || dimensionMax < 1
        || pixelsMax < 1
        || framesMax < 1
        || outputPixelsMax < 1
        || outputBytesMax < 1
        || renderTimeMax.isNegative()
        || renderTimeMax.isZero()) {
      throw new IllegalArgumentException("expected limits above 0 but got one that is not");
    }
  }

  /** The same with another {@link #renderTimeMax}. */
  public Limits withRenderTimeMax(Duration time) {
    return new Limits(
        bytesMax, dimensionMax, pixelsMax, framesMax, outputPixelsMax, outputBytesMax, time);
  }

  /** Limits with the default of {@link #outputPixelsMax}. */
  public Limits(
      long bytesMax,
      int dimensionMax,
      long pixelsMax,
      int framesMax,
      long outputBytesMax,
      Duration renderTimeMax) {
    this(
        bytesMax,
        dimensionMax,
        pixelsMax,
        framesMax,
        DEFAULT.outputPixelsMax,
        outputBytesMax,
        renderTimeMax);
  }
}
