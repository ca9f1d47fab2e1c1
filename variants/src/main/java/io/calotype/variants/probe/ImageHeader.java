package io.calotype.variants.probe;

/**
 * What an image file says of itself, before a pixel is read.
 *
 * @param format what the content is, whatever name or declared type say
 * @param widthPx as stored, before orientation, in pixels; of one frame
 * @param heightPx as stored, before orientation, in pixels; of one frame
 * @param orientation the EXIF orientation, 1 to 8; 1 where none is given
 * @param frames the frames of an animation or the pages of a document, 1 for a still
 * @param alpha whether it may have transparent pixels
 */
public record ImageHeader(
    SourceFormat format, int widthPx, int heightPx, int orientation, int frames, boolean alpha) {

  /** Refuses what no image can say with {@link IllegalArgumentException}. */
  public ImageHeader {
    if (widthPx < 1 || heightPx < 1 || frames < 1 || orientation < 1 || orientation > 8) {
      throw new IllegalArgumentException(
          "expected a size and frames of 1 or more and an orientation of 1 to 8 but got "
              + widthPx
              + "x"
              + heightPx
              + ", "
              + frames
              + " frames, orientation "
              + orientation);
    }
  }

  /** Whether the stored rows are the picture's columns (orientations 5 to 8). */
  public boolean sideways() {
    return orientation >= 5;
  }

  /** The picture's width as a viewer sees it, in pixels. */
  public int uprightWidthPx() {
    return sideways() ? heightPx : widthPx;
  }

  /** The picture's height as a viewer sees it, in pixels. */
  public int uprightHeightPx() {
    return sideways() ? widthPx : heightPx;
  }

  /** All pixels of all frames, or {@link Long#MAX_VALUE} where they are more. */
  public long pixels() {
    long ofFrame = (long) widthPx * heightPx;
    return ofFrame > Long.MAX_VALUE / frames ? Long.MAX_VALUE : ofFrame * frames;
  }
}
