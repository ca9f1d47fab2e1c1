package io.calotype.benchmarks.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void showsFewSamplesAsTheyAre() {
    assertThat(Spread.of(3, 1, 2)).isEqualTo(new Spread(2, 1, 3));
    assertThat(Spread.of(7)).isEqualTo(new Spread(7, 7, 7));
  }

  @Test
  void isNotMovedByOneOutlierAmongMany() {
    Spread spread = Spread.of(10, 10.1, 9.9, 10, 10.2, 9.8, 10, 500);

    assertThat(spread.median()).isEqualTo(10);
    assertThat(spread.high()).isLessThan(11);
  }

  @Test
  void holdsTheTrueMedianInMostOfItsIntervals() {
    Random random = new Random(1);
    int held = 0;
    for (int i = 0; i < 200; i++) {
      double[] samples = random.doubles(15, 0, 100).toArray();
      Spread spread = Spread.of(samples);
      held += spread.low() <= 50 && 50 <= spread.high() ? 1 : 0;
    }

    assertThat(held).isBetween(175, 200);
  }

  @Test
  void givesTheSameIntervalForTheSameSamples() {
    assertThat(Spread.of(1, 2, 3, 4, 5, 6)).isEqualTo(Spread.of(6, 5, 4, 3, 2, 1));
  }

  @Test
  void refusesNothing() {
    assertThatThrownBy(Spread::of).isInstanceOf(IllegalArgumentException.class);
  }
}
