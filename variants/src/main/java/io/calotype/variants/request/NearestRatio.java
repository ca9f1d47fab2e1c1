package io.calotype.variants.request;

import io.calotype.variants.name.Ratio;
import java.util.Comparator;
import java.util.List;

/**
 * The choice of a ratio by a shape: the nearest by factor, so that twice as wide is as far as half
 * as wide; of equals the first.
 */
final class NearestRatio {
  private NearestRatio() {}

  /** Of those that are listed. */
  static Ratio of(List<Ratio> ratios, int width, int height) {
    return ratios.stream()
        .min(
            Comparator.comparingDouble(
                ratio -> factor(width, height, ratio.width(), ratio.height())))
        .orElseThrow();
  }

  /** Of all that a variant's name can hold, in lowest terms. */
  static Ratio ofAll(int width, int height) {
    Ratio best = new Ratio(1, 1);
    double bestFactor = Double.POSITIVE_INFINITY;
    for (int part = 1; part <= Ratio.PART_MAX; part++) {
      int below = width * part / height;
      for (int other = below; other <= below + 1; other++) {
        int clamped = Math.min(Math.max(other, 1), Ratio.PART_MAX);
        double factor = factor(width, height, clamped, part);
        // The first of equals has the smallest parts.
        if (factor < bestFactor) {
          best = new Ratio(clamped, part);
          bestFactor = factor;
        }
      }
    }
    return best;
  }

  private static double factor(long width, long height, int ratioWidth, int ratioHeight) {
    double wide = (double) (width * ratioHeight);
    double high = (double) (height * ratioWidth);
    return Math.max(wide, high) / Math.min(wide, high);
  }
}
