package io.calotype.benchmarks.peers;

import io.calotype.benchmarks.result.Spread;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * How many times as much one contender takes as another.
 *
 * @param value the ratio of the sums over all photos of each photo's median over the rounds
 * @param low where its interval of 95 % confidence begins
 * @param high where it ends
 */
public record Ratio(double value, double low, double high) {
  private static final int RESAMPLES = 2000;
  private static final double OUTSIDE = 0.025;
  private static final long SEED = 20261124;

  /**
   * By bootstrap over the rounds: photos of one round and both contenders are drawn together, since
   * what slows the machine slows them alike.
   *
   * @param above what is compared, by round and photo
   * @param below what it is compared with, likewise
   */
  static Ratio of(double[][] above, double[][] below) {
    int rounds = above.length;
    Random random = new Random(SEED);
    double[] ratios = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      int[] drawn = random.ints(rounds, 0, rounds).toArray();
      ratios[i] = sumOfMedians(above, drawn) / sumOfMedians(below, drawn);
    }
    Arrays.sort(ratios);
    int[] all = IntStream.range(0, rounds).toArray();
    return new Ratio(
        sumOfMedians(above, all) / sumOfMedians(below, all),
        ratios[(int) (RESAMPLES * OUTSIDE)],
        ratios[(int) (RESAMPLES * (1 - OUTSIDE))]);
  }

  /** Over all photos, of each one's median over the rounds. */
  static double sumOfMedians(double[][] times) {
    return sumOfMedians(times, IntStream.range(0, times.length).toArray());
  }

  private static double sumOfMedians(double[][] times, int[] rounds) {
    double sum = 0;
    for (int photo = 0; photo < times[0].length; photo++) {
      int column = photo;
      sum +=
          Spread.median(Arrays.stream(rounds).mapToDouble(round -> times[round][column]).toArray());
    }
    return sum;
  }
}
