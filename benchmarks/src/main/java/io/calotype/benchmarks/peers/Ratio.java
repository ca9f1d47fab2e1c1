package io.calotype.benchmarks.peers;

import io.calotype.benchmarks.result.Spread;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * How many times as much one contender takes as another.
 *
 * @param value the ratio of the sums over all photos of each photo's median over the rounds
 * @param low where its interval of 95 % confidence begins; with fewer rounds than {@link
 *     Spread#BOOTSTRAP_MIN}, of which none can be told, the least of the rounds
 * @param high where it ends, or the greatest
 * @param rounds the ratio of each round
 */
public record Ratio(double value, double low, double high, List<Double> rounds) {
  private static final int RESAMPLES = 2000;
  private static final double OUTSIDE = 0.025;
  private static final long SEED = 20261124;

  /** Copies the list. */
  public Ratio {
    rounds = List.copyOf(rounds);
  }

  /**
   * By bootstrap over the rounds: photos of one round and both contenders are drawn together, since
   * what slows the machine slows them alike.
   *
   * @param above what is compared, by round and photo
   * @param below what it is compared with, likewise
   */
  static Ratio of(double[][] above, double[][] below) {
    int rounds = above.length;
    double[] byRound =
        IntStream.range(0, rounds).mapToDouble(i -> sum(above[i]) / sum(below[i])).toArray();
    int[] all = IntStream.range(0, rounds).toArray();
    double value = sumOfMedians(above, all) / sumOfMedians(below, all);
    List<Double> samples = Arrays.stream(byRound).boxed().toList();
    if (rounds < Spread.BOOTSTRAP_MIN) {
      return new Ratio(
          value,
          Math.min(value, Collections.min(samples)),
          Math.max(value, Collections.max(samples)),
          samples);
    }
    Random random = new Random(SEED);
    double[] ratios = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      int[] drawn = random.ints(rounds, 0, rounds).toArray();
      ratios[i] = sumOfMedians(above, drawn) / sumOfMedians(below, drawn);
    }
    Arrays.sort(ratios);
    return new Ratio(
        value,
        ratios[(int) (RESAMPLES * OUTSIDE)],
        ratios[(int) (RESAMPLES * (1 - OUTSIDE))],
        samples);
  }

  private static double sum(double[] times) {
    return Arrays.stream(times).sum();
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
