package io.calotype.benchmarks;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Adds what Java's compiler took while a benchmark was measured, in percent of the time: {@code
 * -prof io.calotype.benchmarks.CompilerTime}. Where it is more than a few, the warm-up was too
 * short and the figure is one of a program that gets faster. More than 100 where several threads
 * compile.
 */
public final class CompilerTime implements InternalProfiler {
  private long startedNs;
  private long startedMs;

  @Override
  public String getDescription() {
    return "Share of Java's compiler in the time of each iteration";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    startedNs = Aside.otherNs();
    startedMs = Aside.otherCompilerMs();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    double tookMs = Aside.otherCompilerMs() - startedMs;
    double wholeMs = (Aside.otherNs() - startedNs) / (double) TimeUnit.MILLISECONDS.toNanos(1);
    return List.of(
        new ScalarResult("compiler", 100 * tookMs / wholeMs, "%", AggregationPolicy.AVG));
  }
}
