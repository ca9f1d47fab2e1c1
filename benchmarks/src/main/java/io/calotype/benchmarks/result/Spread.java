package io.calotype.benchmarks.result;

import java.util.Arrays;
import java.util.Random;

/**
 * The middle of some samples and how far it may be trusted.
 *
 * @param median the middle one, or the mean of the two in the middle
 * @param low where the median's interval of 95 % confidence begins, by bootstrap; the least sample
 *     where there are fewer than {@value #BOOTSTRAP_MIN}
 * @param high where it ends; the greatest sample, likewise
 */
public record Spread(double median, double low, double high) {
  /** With fewer samples than this a bootstrap would tell less than they do. */
  public static final int BOOTSTRAP_MIN = 5;

  private static final int RESAMPLES = 2000;
  private static final double OUTSIDE = 0.025;
  private static final long SEED = 20261124;

  /** Of one sample or more, else {@link IllegalArgumentException}. */
  public static Spread of(double... samples) {
    if (samples.length == 0) {
      throw new IllegalArgumentException("expected at least one sample but got none");
    }
    double[] sorted = samples.clone();
    Arrays.sort(sorted);
    if (sorted.length < BOOTSTRAP_MIN) {
      return new Spread(median(sorted), sorted[0], sorted[sorted.length - 1]);
    }
    Random random = new Random(SEED);
    double[] medians = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      medians[i] =
          median(
              random.ints(sorted.length, 0, sorted.length).mapToDouble(j -> sorted[j]).toArray());
    }
    Arrays.sort(medians);
    return new Spread(
        median(sorted),
        medians[(int) (RESAMPLES * OUTSIDE)],
        medians[(int) (RESAMPLES * (1 - OUTSIDE))]);
  }

  /** The middle of these numbers, or the mean of the two in the middle. */
  public static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
