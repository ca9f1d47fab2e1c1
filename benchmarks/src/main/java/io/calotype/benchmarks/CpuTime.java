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
 * Adds the processor time of the whole process for each operation, user and system, threads of
 * libvips, compiler and collector included, the control at the end left out: {@code -prof
 * io.calotype.benchmarks.CpuTime}.
 */
public final class CpuTime implements InternalProfiler {
  private long startedNs;

  @Override
  public String getDescription() {
    return "Processor time of the process for each operation";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    startedNs = Aside.otherCpuNs();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    double usedMs = (Aside.otherCpuNs() - startedNs) / (double) TimeUnit.MILLISECONDS.toNanos(1);
    long operations = Math.max(1, result.getMetadata().getAllOps());
    return List.of(new ScalarResult("cpu", usedMs / operations, "ms/op", AggregationPolicy.AVG));
  }
}
