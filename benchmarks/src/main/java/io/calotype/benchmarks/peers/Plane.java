package io.calotype.benchmarks.peers;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * The brightness of a picture, for comparing pictures.
 *
 * @param widthPx its width
 * @param heightPx its height
 * @param values 0 to 255 each, row by row
 */
@SuppressWarnings("ArrayRecordComponent") // Looked at, never compared.
record Plane(int widthPx, int heightPx, float[] values) {
  private static final int LOBES = 3;

  static Plane of(BufferedImage picture) {
    int width = picture.getWidth();
    float[] values = new float[width * picture.getHeight()];
    int[] row = new int[width];
    for (int y = 0; y < picture.getHeight(); y++) {
      picture.getRGB(0, y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++) {
        int rgb = row[x];
        values[y * width + x] =
            0.299f * (rgb >> 16 & 0xff) + 0.587f * (rgb >> 8 & 0xff) + 0.114f * (rgb & 0xff);
      }
    }
    return new Plane(width, picture.getHeight(), values);
  }

  /** As a viewer sees it, by an EXIF orientation of 1 to 8. */
  Plane upright(int orientation) {
    boolean sideways = orientation >= 5;
    int width = sideways ? heightPx : widthPx;
    int height = sideways ? widthPx : heightPx;
    boolean fromRight =
        orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    boolean fromBottom =
        orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    float[] turned = new float[values.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int storedX = sideways ? y : x;
        int storedY = sideways ? x : y;
        int column = fromRight ? widthPx - 1 - storedX : storedX;
        int row = fromBottom ? heightPx - 1 - storedY : storedY;
        turned[y * width + x] = values[row * widthPx + column];
      }
    }
    return new Plane(width, height, turned);
  }

  /** Shrunk by Lanczos with three lobes, in full precision: what the peers' files are held to. */
  Plane resized(int newWidthPx, int newHeightPx) {
    Taps[] across = Taps.all(newWidthPx, widthPx);
    float[] narrow = new float[newWidthPx * heightPx];
    for (int y = 0; y < heightPx; y++) {
      for (int x = 0; x < newWidthPx; x++) {
        narrow[y * newWidthPx + x] = across[x].sum(values, y * widthPx, 1);
      }
    }
    Taps[] down = Taps.all(newHeightPx, heightPx);
    float[] small = new float[newWidthPx * newHeightPx];
    for (int y = 0; y < newHeightPx; y++) {
      for (int x = 0; x < newWidthPx; x++) {
        small[y * newWidthPx + x] = down[y].sum(narrow, x, newWidthPx);
      }
    }
    return new Plane(newWidthPx, newHeightPx, small);
  }

  /** The weights of the old pixels in a new one, along one axis. */
  @SuppressWarnings("ArrayRecordComponent") // Used at once.
  private record Taps(int first, float[] weights) {
    static Taps[] all(int newLength, int length) {
      Taps[] all = new Taps[newLength];
      Arrays.setAll(all, at -> of(at, newLength, length));
      return all;
    }

    private static Taps of(int at, int newLength, int length) {
      double scale = Math.max(1, (double) length / newLength);
      double centre = (at + 0.5) * length / newLength - 0.5;
      int first = (int) Math.max(0, Math.ceil(centre - LOBES * scale));
      int last = (int) Math.min(length - 1, Math.floor(centre + LOBES * scale));
      float[] weights = new float[last - first + 1];
      double total = 0;
      for (int i = 0; i < weights.length; i++) {
        weights[i] = (float) lanczos((first + i - centre) / scale);
        total += weights[i];
      }
      for (int i = 0; i < weights.length; i++) {
        weights[i] /= (float) total;
      }
      return new Taps(first, weights);
    }

    private static double lanczos(double x) {
      double t = Math.PI * x;
      return x == 0 ? 1 : LOBES * Math.sin(t) * Math.sin(t / LOBES) / (t * t);
    }

    float sum(float[] from, int offset, int stride) {
      float sum = 0;
      for (int i = 0; i < weights.length; i++) {
        sum += weights[i] * from[offset + (first + i) * stride];
      }
      return sum;
    }
  }
}
