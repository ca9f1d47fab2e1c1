package io.calotype.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.IterationResultMetaData;
import org.openjdk.jmh.results.Result;

class AsideTest {
  private static final long BUSY_NS = TimeUnit.MILLISECONDS.toNanos(300);

  /** JMH calls the control within the last iteration. */
  @Test
  void takesControlsFromWhatProfilersCount() {
    CpuTime cpu = new CpuTime();
    cpu.beforeIteration(null, null);
    Kept<String, String> kept = new Kept<>((input, result) -> beBusy());
    kept.keep("a", "b");

    kept.control();

    assertThat(cpuMs(cpu)).isLessThan(150);
  }

  @Test
  void leavesTheRest() {
    CpuTime cpu = new CpuTime();
    cpu.beforeIteration(null, null);

    beBusy();

    assertThat(cpuMs(cpu)).isGreaterThan(150);
  }

  private static double cpuMs(CpuTime cpu) {
    Result<?> result =
        cpu.afterIteration(
                null, null, new IterationResult(null, null, new IterationResultMetaData(1, 1)))
            .iterator()
            .next();
    return result.getScore();
  }

  private static void beBusy() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long endNs = threads.getCurrentThreadCpuTime() + BUSY_NS;
    while (threads.getCurrentThreadCpuTime() < endNs) {
      Thread.onSpinWait();
    }
  }
}
