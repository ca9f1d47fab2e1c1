package io.calotype.variants.crop;

/**
 * A part of a picture, in whole pixels of it.
 *
 * @param leftPx 0 or more
 * @param topPx 0 or more
 * @param widthPx 1 or more
 * @param heightPx 1 or more
 */
public record Window(int leftPx, int topPx, int widthPx, int heightPx) {
  /** Refuses an empty part and one outside with {@link IllegalArgumentException}. */
  public Window {
    if (leftPx < 0 || topPx < 0 || widthPx < 1 || heightPx < 1) {
      throw new IllegalArgumentException(
          "expected a part of a picture but got "
              + (widthPx + "x" + heightPx)
              + " at "
              + (leftPx + "," + topPx));
    }
  }
}
