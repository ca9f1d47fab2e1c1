package io.calotype.benchmarks.peers;

/**
 * How alike two pictures look: the structural similarity index (Wang and others, 2004), mean over
 * windows of 8x8 pixels that lie 4 pixels apart. 1 is equal; most people see no difference above
 * 0.98.
 */
final class Similarity {
  private static final int WINDOW_PX = 8;
  private static final int STEP_PX = 4;
  private static final double C1 = 0.01 * 255 * 0.01 * 255;
  private static final double C2 = 0.03 * 255 * 0.03 * 255;

  private Similarity() {}

  /** Of two pictures of one size, else {@link IllegalArgumentException}. */
  static double of(Plane a, Plane b) {
    if (a.widthPx() != b.widthPx() || a.heightPx() != b.heightPx()) {
      throw new IllegalArgumentException(
          String.format(
              "expected two pictures of one size but got %dx%d and %dx%d",
              a.widthPx(), a.heightPx(), b.widthPx(), b.heightPx()));
    }
    double sum = 0;
    int windows = 0;
    for (int y = 0; y + WINDOW_PX <= a.heightPx(); y += STEP_PX) {
      for (int x = 0; x + WINDOW_PX <= a.widthPx(); x += STEP_PX) {
        sum += ofWindow(a.values(), b.values(), y * a.widthPx() + x, a.widthPx());
        windows++;
      }
    }
    return sum / windows;
  }

  private static double ofWindow(float[] a, float[] b, int start, int stride) {
    double sumA = 0;
    double sumB = 0;
    double squaresA = 0;
    double squaresB = 0;
    double products = 0;
    for (int y = 0; y < WINDOW_PX; y++) {
      for (int i = start + y * stride; i < start + y * stride + WINDOW_PX; i++) {
        sumA += a[i];
        sumB += b[i];
        squaresA += (double) a[i] * a[i];
        squaresB += (double) b[i] * b[i];
        products += (double) a[i] * b[i];
      }
    }
    int n = WINDOW_PX * WINDOW_PX;
    double meanA = sumA / n;
    double meanB = sumB / n;
    double varianceA = squaresA / n - meanA * meanA;
    double varianceB = squaresB / n - meanB * meanB;
    double covariance = products / n - meanA * meanB;
    return (2 * meanA * meanB + C1)
        * (2 * covariance + C2)
        / ((meanA * meanA + meanB * meanB + C1) * (varianceA + varianceB + C2));
  }
}
