package io.calotype.benchmarks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ThroughputTest {
  @Test
  void countsOutWhatTheStandInsTake() {
    // 300 a minute at 80 ms each: 0.4 of 2 cores.
    assertThat(new Throughput(300, 80).withoutStandIns(2)).isCloseTo(1.25, within(1e-9));
  }

  @Test
  void refusesStandInsThatTakeEveryCore() {
    assertThatThrownBy(() -> new Throughput(300, 400).withoutStandIns(2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("2 cores");
  }

  @Test
  void refusesAThroughputThatTheCoresCannotMake() {
    Throughput.requirePossible(300, 400, 2);
    assertThatThrownBy(() -> Throughput.requirePossible(400, 350, 2))
        .hasMessage(
            "expected a throughput that 2 cores can make but 400 images a minute of 350 ms each"
                + " need 2.33");
  }
}
