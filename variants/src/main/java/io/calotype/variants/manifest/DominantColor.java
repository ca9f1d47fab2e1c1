package io.calotype.variants.manifest;

import io.calotype.variants.recipe.RgbColor;
import io.calotype.variants.render.Preview;

/**
 * The colour that most of a picture has, for what a page shows before anything else arrives.
 *
 * <p>Pixels that are at least half opaque are counted into 512 cells, 8 levels a channel; the
 * answer is the mean of the fullest cell, of the darker one where two are equally full. A mean over
 * everything would answer mud where a picture is half red and half green.
 */
public final class DominantColor {
  private static final int OPAQUE_MIN = 128;
  private static final int LEVEL_BITS = 3;
  private static final int CELLS = 1 << (3 * LEVEL_BITS);

  private DominantColor() {}

  /**
   * The colour of a preview.
   *
   * @param background the answer where nothing is opaque
   */
  public static RgbColor of(Preview preview, RgbColor background) {
    int[] counts = new int[CELLS];
    int[] reds = new int[CELLS];
    int[] greens = new int[CELLS];
    int[] blues = new int[CELLS];
    byte[] rgba = preview.rgba();
    for (int i = 0; i < rgba.length; i += 4) {
      if ((rgba[i + 3] & 0xff) < OPAQUE_MIN) {
        continue;
      }
      int red = rgba[i] & 0xff;
      int green = rgba[i + 1] & 0xff;
      int blue = rgba[i + 2] & 0xff;
      int cell = (level(red) << (2 * LEVEL_BITS)) | (level(green) << LEVEL_BITS) | level(blue);
      counts[cell]++;
      reds[cell] += red;
      greens[cell] += green;
      blues[cell] += blue;
    }
    int fullest = 0;
    for (int cell = 1; cell < CELLS; cell++) {
      fullest = counts[cell] > counts[fullest] ? cell : fullest;
    }
    int count = counts[fullest];
    return count == 0
        ? background
        : new RgbColor(
            mean(reds[fullest], count), mean(greens[fullest], count), mean(blues[fullest], count));
  }

  private static int level(int channel) {
    return channel >> (8 - LEVEL_BITS);
  }

  private static int mean(int sum, int count) {
    return (2 * sum + count) / (2 * count);
  }
}
