package io.calotype.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.calotype.benchmarks.stages.EncodeBenchmark;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

class NativeMemoryTest {
  /** The pictures of two photos, decoded and resized, and an encoder at work. */
  private static final double MB_MIN = 15;

  @BeforeEach
  void needsLinux() {
    assumeTrue(ResidentSize.known());
  }

  @Test
  @SuppressWarnings("rawtypes") // JMH's.
  void seesWhatLibvipsHolds() throws RunnerException {
    Map<String, Result> beside = encodeWebp(1);

    assertThat(beside.get("native").getScore()).isBetween(MB_MIN, 500.0);
  }

  @Test
  @SuppressWarnings("rawtypes") // JMH's.
  void saysNothingWhereTheHeapMayHideIt() throws RunnerException {
    Map<String, Result> beside = encodeWebp(0);

    assertThat(beside).containsKey("resident").doesNotContainKey("native");
  }

  @SuppressWarnings("rawtypes") // JMH's.
  private static Map<String, Result> encodeWebp(int forks) throws RunnerException {
    return new Runner(
            new OptionsBuilder()
                .include("^" + EncodeBenchmark.class.getName() + "\\.")
                .param("encoding", "WEBP")
                .param("widthPx", "1920")
                .mode(Mode.SingleShotTime)
                .addProfiler(NativeMemory.class)
                .forks(forks)
                .warmupIterations(0)
                .measurementIterations(2)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build())
        .runSingle()
        .getSecondaryResults();
  }
}
