package io.calotype.benchmarks.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

class GateBenchmarkTest {
  /** What a decoded event with its record takes, which is made before anything is measured. */
  private static final double EVENT_BYTES = 3_000;

  @ParameterizedTest
  @ValueSource(strings = {"1000", "100000"})
  @SuppressWarnings("rawtypes") // JMH's.
  void countsTheGateAloneAndItsStateOnce(String keys) throws RunnerException {
    Map<String, Result> beside =
        new Runner(
                new OptionsBuilder()
                    .include("^" + GateBenchmark.class.getName() + "\\.")
                    .param("keys", keys)
                    .addProfiler(GCProfiler.class)
                    .addProfiler(GateState.class)
                    .forks(0)
                    .warmupIterations(1)
                    .warmupTime(TimeValue.milliseconds(200))
                    .measurementIterations(3)
                    .measurementTime(TimeValue.milliseconds(100))
                    .shouldFailOnError(true)
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .runSingle()
            .getSecondaryResults();

    assertThat(beside.get("checkpointBytesPerKey").getScore()).isBetween(40.0, 100.0);
    assertThat(beside.get("gc.alloc.rate.norm").getScore()).isLessThan(EVENT_BYTES);
  }
}
