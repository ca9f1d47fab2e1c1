package io.calotype.benchmarks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CostsTest {
  @Test
  void refusesAJobThatTakesLessThanItsEngine() {
    assertThatCode(() -> Costs.requireWork(99, 100)).doesNotThrowAnyException();
    assertThatThrownBy(() -> Costs.requireWork(30, 100))
        .hasMessage(
            "expected the job to take about the 100 ms of its engine or more but it took 30: an"
                + " image was not rendered anew");
  }

  @Test
  void leavesTheEnginesCompilerOutAsWell() {
    assertThat(new Engine.Rendered(100, 15, List.of()).cpuMsCompiled()).isEqualTo(85);
  }
}
