package io.calotype.variants.render;

/**
 * A picture small enough to be looked at whole, upright and in sRGB.
 *
 * @param widthPx 1 to {@value #SIDE_PX_MAX}
 * @param heightPx 1 to {@value #SIDE_PX_MAX}
 * @param rgba width × height × 4 bytes: red, green, blue, alpha, not premultiplied, row by row
 */
@SuppressWarnings("ArrayRecordComponent") // Handed over, never compared.
public record Preview(int widthPx, int heightPx, byte[] rgba) {
  /** The longest side, in pixels: what ThumbHash takes. */
  public static final int SIDE_PX_MAX = 100;

  /** Refuses sizes outside 1 to 100 and bytes that do not fit them. */
  public Preview {
    if (widthPx < 1
        || heightPx < 1
        || widthPx > SIDE_PX_MAX
        || heightPx > SIDE_PX_MAX
        || rgba.length != widthPx * heightPx * 4) {
      throw new IllegalArgumentException(
          "expected sides of 1 to "
              + SIDE_PX_MAX
              + " with 4 bytes a pixel but got "
              + widthPx
              + "x"
              + heightPx
              + " with "
              + rgba.length
              + " bytes");
    }
  }
}
