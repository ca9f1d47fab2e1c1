package io.calotype.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Each benchmark runs, for a moment, with its control at the end. */
class BenchmarksTest {
  static Collection<BenchmarkClass> all() {
    return BenchmarkClass.all().toList();
  }

  @ParameterizedTest
  @MethodSource("all")
  void measuresSomething(BenchmarkClass benchmark) throws RunnerException {
    ChainedOptionsBuilder options = once(benchmark.type());
    benchmark.parameters().forEach(options::param);

    assertMeasured(new Runner(options.build()).run());
  }

  @ParameterizedTest
  @EnumSource(Contender.class)
  void ladderBenchmarkMeasuresEachEngine(Contender engine) throws RunnerException {
    assertMeasured(
        new Runner(
                once(LadderBenchmark.class)
                    .param("engine", engine.name())
                    .param("megapixels", "1")
                    .param("formats", "JPEG_ONLY")
                    .build())
            .run());
  }

  @ParameterizedTest
  @EnumSource(Formats.class)
  void ladderBenchmarkMeasuresEachFormat(Formats formats) throws RunnerException {
    assertMeasured(
        new Runner(
                once(LadderBenchmark.class)
                    .param("engine", "VIPS")
                    .param("megapixels", "1")
                    .param("formats", formats.name())
                    .build())
            .run());
  }

  private static ChainedOptionsBuilder once(Class<?> type) {
    return new OptionsBuilder()
        .include("^" + type.getName() + "\\.")
        .mode(Mode.SingleShotTime)
        .addProfiler(CpuTime.class)
        .addProfiler(NativeMemory.class)
        .forks(0)
        .warmupIterations(0)
        .measurementIterations(2)
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT);
  }

  private static void assertMeasured(Collection<RunResult> results) {
    assertThat(results).hasSize(1);
    for (RunResult result : results) {
      assertThat(result.getPrimaryResult().getScore()).isPositive();
      assertThat(result.getSecondaryResults()).containsKeys("cpu");
      if (ResidentSize.known()) {
        assertThat(result.getSecondaryResults().get("resident").getScore()).isPositive();
      }
    }
  }
}
