package io.calotype.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.calotype.benchmarks.result.Spread;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RatioTest {
  @Test
  void comparesSumsOfMedians() {
    double[][] above = {{10, 100}, {20, 200}, {90, 300}};
    double[][] below = {{5, 50}, {10, 100}, {10, 100}};

    assertThat(Ratio.of(above, below).value()).isEqualTo(220.0 / 110);
  }

  @Test
  void hasNoWidthWhereNothingVaries() {
    double[][] above = {{30, 60}, {30, 60}, {30, 60}};
    double[][] below = {{10, 20}, {10, 20}, {10, 20}};

    assertThat(Ratio.of(above, below)).isEqualTo(new Ratio(3, 3, 3, List.of(3.0, 3.0, 3.0)));
  }

  /** An interval of 95 % by bootstrap over three rounds holds the true ratio in 77 % of cases. */
  @Test
  void goesFromTheLeastToTheMostRoundWhereTheyAreFew() {
    double[][] above = {{30}, {31}, {36}, {33}};
    double[][] below = {{10}, {10}, {10}, {10}};

    Ratio ratio = Ratio.of(above, below);

    assertThat(ratio).isEqualTo(new Ratio(3.2, 3.0, 3.6, List.of(3.0, 3.1, 3.6, 3.3)));
  }

  @Test
  void intervalHoldsTheTrueRatioOfNoisyTimes() {
    Random random = new Random(1);
    double[][] above = noisy(random, 300);
    double[][] below = noisy(random, 100);

    Ratio ratio = Ratio.of(above, below);

    assertThat(ratio.low()).isLessThan(3).isLessThan(ratio.value());
    assertThat(ratio.high()).isGreaterThan(3).isGreaterThan(ratio.value());
    assertThat(ratio.high() - ratio.low()).isLessThan(1);
  }

  @Test
  void takesTheMeanOfTheTwoInTheMiddle() {
    assertThat(Spread.median(new double[] {4, 1, 3, 2})).isEqualTo(2.5, within(1e-9));
  }

  private static double[][] noisy(Random random, double mean) {
    double[][] times = new double[11][3];
    for (double[] round : times) {
      for (int i = 0; i < round.length; i++) {
        round[i] = mean * (1 + 0.1 * random.nextGaussian());
      }
    }
    return times;
  }
}
