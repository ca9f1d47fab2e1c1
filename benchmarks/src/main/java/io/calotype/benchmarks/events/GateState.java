package io.calotype.benchmarks.events;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Adds what a checkpoint of the gate holds for each key, in bytes: {@code -prof
 * io.calotype.benchmarks.events.GateState}. Says nothing of other benchmarks.
 *
 * <p>A profiler, since JMH sums up what a benchmark counts by itself over all iterations.
 */
public final class GateState implements InternalProfiler {
  /** By the gate that this process opened last; not a number before. */
  private static volatile double bytesPerKey = Double.NaN;

  /** Tells what was measured. */
  static void measured(double newBytesPerKey) {
    bytesPerKey = newBytesPerKey;
  }

  @Override
  public String getDescription() {
    return "Bytes of a checkpoint of the gate for each key";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    // It was measured when the gate was opened.
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    return benchmark.getBenchmark().startsWith(GateBenchmark.class.getName())
        ? List.of(
            new ScalarResult("checkpointBytesPerKey", bytesPerKey, "bytes", AggregationPolicy.AVG))
        : List.of();
  }
}
