package io.calotype.benchmarks.stages;

import io.calotype.benchmarks.Kept;

/** A decoded picture, in whatever form its engine keeps it; to be closed by who asked for it. */
public interface Picture extends AutoCloseable {
  /** Photos of anything have more; a blank picture has none. */
  int CONTRAST_MIN = 10;

  /** Its width in pixels. */
  int widthPx();

  /** Its height in pixels. */
  int heightPx();

  /** Its pixels, three bytes each, row by row. */
  byte[] pixels();

  @Override
  void close();

  /** Fails with {@link IllegalStateException} unless it is of this size and shows something. */
  default void require(int expectedWidthPx, int expectedHeightPx) {
    Kept.require(
        widthPx() == expectedWidthPx && heightPx() == expectedHeightPx,
        "a picture of " + expectedWidthPx + "x" + expectedHeightPx,
        widthPx() + "x" + heightPx());
    byte[] pixels = pixels();
    Kept.require(
        pixels.length == 3L * expectedWidthPx * expectedHeightPx,
        "three bytes for each pixel",
        pixels.length + " bytes");
    Kept.require(
        contrast(pixels) >= CONTRAST_MIN, "a photo's contrast", String.valueOf(contrast(pixels)));
  }

  /** The standard deviation of the pixels' bytes. */
  private static double contrast(byte[] pixels) {
    double sum = 0;
    double squares = 0;
    for (byte pixel : pixels) {
      double value = pixel & 0xff;
      sum += value;
      squares += value * value;
    }
    double mean = sum / pixels.length;
    return Math.sqrt(squares / pixels.length - mean * mean);
  }
}
