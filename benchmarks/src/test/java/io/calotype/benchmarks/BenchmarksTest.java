package io.calotype.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Each benchmark runs once, for a moment, with its control at the end. */
class BenchmarksTest {
  @ParameterizedTest
  @EnumSource(Contender.class)
  void ladderBenchmarkMeasuresLadders(Contender engine) throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(LadderBenchmark.class.getName())
                    .param("engine", engine.name())
                    .param("megapixels", "1")
                    .param("formats", "JPEG_ONLY")
                    .addProfiler(CpuTime.class)
                    .forks(0)
                    .warmupIterations(0)
                    .measurementIterations(1)
                    .measurementTime(TimeValue.milliseconds(100))
                    .shouldFailOnError(true)
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run();

    assertThat(results).hasSize(1);
    for (RunResult result : results) {
      assertThat(result.getPrimaryResult().getScore()).isPositive();
      assertThat(result.getSecondaryResults().get("cpu").getScore()).isPositive();
    }
  }
}
