package io.calotype.variants.render;

/**
 * The picture from which an engine makes all others of an original: decoded, upright and in sRGB.
 *
 * @param widthPx 1 or more
 * @param heightPx 1 or more
 * @param bands bytes a pixel: 3, or 4 with alpha, not premultiplied
 * @param acrossPerMm the density that the original states, in pixels a millimetre
 * @param downPerMm the same from top to bottom
 * @param pixels width × height × bands bytes, row by row
 */
@SuppressWarnings("ArrayRecordComponent") // Handed over, never compared.
public record BasePicture(
    int widthPx, int heightPx, int bands, double acrossPerMm, double downPerMm, byte[] pixels) {
  /** Refuses pixels that do not fit the size. */
  public BasePicture {
    if (pixels.length != bytes(widthPx, heightPx, bands)) {
      throw new IllegalArgumentException(
          "expected %d bytes for %dx%d of %d bands but got %d"
              .formatted(bytes(widthPx, heightPx, bands), widthPx, heightPx, bands, pixels.length));
    }
  }

  /** The bytes of a picture's pixels. */
  public static long bytes(int widthPx, int heightPx, int bands) {
    return (long) widthPx * heightPx * bands;
  }
}
