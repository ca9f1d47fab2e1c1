package io.calotype.benchmarks;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.ArrayList;
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
 * <p>The native part is what is resident less what Java has committed, less the same before the
 * benchmark began: the tables of Java's own collector are not the benchmark's. It is told only
 * where all of the heap is resident from the start, since pages which Java has committed and never
 * touched would make it too small, to nothing at all: that takes {@code -XX:+AlwaysPreTouch} and
 * {@code -Xms} as large as {@code -Xmx}, which the benchmarks of pictures start Java with.
 */
public final class NativeMemory implements InternalProfiler {
  private static final double BYTES_PER_MB = 1 << 20;

  private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
  private final double beforeMb = ResidentSize.known() ? besideJavaMb() : 0;

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
    List<Result<?>> results = new ArrayList<>();
    results.add(new ScalarResult("resident", ResidentSize.mb(), "MB", AggregationPolicy.MAX));
    if (heapIsResident()) {
      double nativeMb = besideJavaMb() - beforeMb;
      results.add(new ScalarResult("native", nativeMb, "MB", AggregationPolicy.MAX));
    }
    return results;
  }

  private double besideJavaMb() {
    long java =
        memory.getHeapMemoryUsage().getCommitted() + memory.getNonHeapMemoryUsage().getCommitted();
    return ResidentSize.mb() - java / BYTES_PER_MB;
  }

  private static boolean heapIsResident() {
    HotSpotDiagnosticMXBean vm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    return vm.getVMOption("AlwaysPreTouch").getValue().equals("true")
        && vm.getVMOption("InitialHeapSize")
            .getValue()
            .equals(vm.getVMOption("MaxHeapSize").getValue());
  }
}
