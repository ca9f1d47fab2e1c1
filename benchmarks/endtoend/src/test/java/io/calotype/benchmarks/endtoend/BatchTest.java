package io.calotype.benchmarks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchTest {
  private static final long SECOND_NS = 1_000_000_000L;

  @Test
  void leavesFillingUpAndRunningDryOutOfTheRate() {
    List<Long> finishedNs = new ArrayList<>();
    finishedNs.add(0L);
    for (int i = 0; i < 18; i++) {
      finishedNs.add((100 + i) * SECOND_NS);
    }
    finishedNs.add(900 * SECOND_NS);

    assertThat(Batch.steadyRate(finishedNs)).isCloseTo(60, within(1e-9));
  }

  @Test
  void tellsWhatTheJobTakesOnceItIsCompiled() {
    assertThat(batch(Map.of("compiler", 30.0, "libvips", 200.0)).jobCpuMsCompiled()).isEqualTo(220);
    assertThat(batch(Map.of()).jobCpuMsCompiled()).as("where threads are not told").isEqualTo(250);
  }

  private static Batch batch(Map<String, Double> jobCpuMsByThread) {
    return new Batch(List.of(), 1, 60, 250, 50, 0, jobCpuMsByThread);
  }
}
