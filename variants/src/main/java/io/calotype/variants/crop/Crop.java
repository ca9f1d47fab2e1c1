package io.calotype.variants.crop;

import io.calotype.variants.name.Ratio;
import org.jspecify.annotations.Nullable;

/**
 * The largest part of a picture that has a ratio, and what decides where on the picture it lies.
 *
 * <p>All sizes of one crop show the same part: it is worked out once, on the original, and every
 * smaller picture is cut at the same place.
 *
 * @param ratio what the part's width is to its height
 * @param pictureWidthPx the upright original's width
 * @param pictureHeightPx the upright original's height
 * @param gravity where it lies if there is no focal point
 * @param focalPoint where it lies if there is one; null if not
 */
public record Crop(
    Ratio ratio,
    int pictureWidthPx,
    int pictureHeightPx,
    Gravity gravity,
    @Nullable FocalPoint focalPoint) {

  /** Refuses a picture without a size with {@link IllegalArgumentException}. */
  public Crop {
    if (pictureWidthPx < 1 || pictureHeightPx < 1) {
      throw new IllegalArgumentException(
          "expected a picture but got " + pictureWidthPx + "x" + pictureHeightPx);
    }
  }

  /** This around a focal point. */
  public Crop at(FocalPoint point) {
    return new Crop(ratio, pictureWidthPx, pictureHeightPx, gravity, point);
  }

  /** The part's width on the original, in pixels. */
  public int widthPx() {
    long byHeight = (long) pictureHeightPx * ratio.width() / ratio.height();
    return (int) Math.max(1, Math.min(pictureWidthPx, byHeight));
  }

  /** The part's height on the original, in pixels. */
  public int heightPx() {
    return heightPx(widthPx());
  }

  /** The height of a variant of this width: rounded half up, 1 or more, never enlarged. */
  public int heightPx(int variantWidthPx) {
    long width = ratio.width();
    long height = ratio.height();
    long rounded = (2L * variantWidthPx * height + width) / (2 * width);
    return (int) Math.max(1, Math.min(pictureHeightPx, rounded));
  }

  /** Whether only the pixels can tell where it lies. */
  public boolean needsAttention() {
    return focalPoint == null && gravity == Gravity.ATTENTION;
  }

  /**
   * The part on a smaller version of the picture, around the focal point or the middle, as far as
   * the picture reaches.
   *
   * @param widthPx the version's width
   * @param heightPx the version's height
   */
  public Window on(int widthPx, int heightPx) {
    FocalPoint point = focalPoint == null ? FocalPoint.CENTRE : focalPoint;
    Span across = span(point.x(), widthPx(), pictureWidthPx, widthPx);
    Span down = span(point.y(), heightPx(), pictureHeightPx, heightPx);
    return new Window(across.from, down.from, across.length, down.length);
  }

  private record Span(int from, int length) {}

  private static Span span(double at, int partPx, int picturePx, int versionPx) {
    long wanted = Math.round(at * picturePx - partPx / 2.0);
    long from = Math.max(0, Math.min(picturePx - partPx, wanted));
    double scale = (double) versionPx / picturePx;
    int first = (int) Math.min(versionPx - 1, Math.round(from * scale));
    int end = (int) Math.min(versionPx, Math.round((from + partPx) * scale));
    return new Span(first, Math.max(1, end - first));
  }
}
