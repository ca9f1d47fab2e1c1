package io.calotype.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
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
 * Adds the memory that the process holds, and how much of it is not Java's: {@code -prof
 * io.calotype.benchmarks.NativeMemory}. Needs Linux; says nothing elsewhere.
 *
 * <p>The native part is what is resident less what Java has committed, so that pages which Java has
 * committed and never touched make it too small: start Java with {@code -XX:+AlwaysPreTouch} and a
 * heap of fixed size for the exact figure.
 */
public final class NativeMemory implements InternalProfiler {
  private static final double BYTES_PER_MB = 1 << 20;

  private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();

  @Override
  public String getDescription() {
    return "Resident and native memory of the process after each iteration";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    // What counts is what is there afterwards.
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    if (!ResidentSize.known()) {
      return List.of();
    }
    double residentMb = ResidentSize.mb();
    double javaMb =
        (memory.getHeapMemoryUsage().getCommitted() + memory.getNonHeapMemoryUsage().getCommitted())
            / BYTES_PER_MB;
    return List.of(
        new ScalarResult("resident", residentMb, "MB", AggregationPolicy.MAX),
        new ScalarResult("native", Math.max(0, residentMb - javaMb), "MB", AggregationPolicy.MAX));
  }
}
