package io.calotype.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;

/**
 * What a benchmark does beside its work while JMH's profilers look: controls, which JMH runs within
 * the last iteration. Profilers here take it away again.
 */
final class Aside {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();
  private static long cpuNs;
  private static long compilerMs;
  private static long elapsedNs;

  private Aside() {}

  /** Runs something that no profiler is to count. */
  static void run(Runnable work) {
    long beganCpuNs = SYSTEM.getProcessCpuTime();
    long beganCompilerMs = COMPILER.getTotalCompilationTime();
    long beganNs = System.nanoTime();
    try {
      work.run();
    } finally {
      add(
          SYSTEM.getProcessCpuTime() - beganCpuNs,
          COMPILER.getTotalCompilationTime() - beganCompilerMs,
          System.nanoTime() - beganNs);
    }
  }

  private static synchronized void add(long newCpuNs, long newCompilerMs, long newElapsedNs) {
    cpuNs += newCpuNs;
    compilerMs += newCompilerMs;
    elapsedNs += newElapsedNs;
  }

  /** Processor time of this process without that of what was run here, in nanoseconds. */
  static synchronized long otherCpuNs() {
    return SYSTEM.getProcessCpuTime() - cpuNs;
  }

  /** Time of Java's compiler, likewise, in milliseconds. */
  static synchronized long otherCompilerMs() {
    return COMPILER.getTotalCompilationTime() - compilerMs;
  }

  /** Elapsed time, likewise, in nanoseconds. */
  static synchronized long otherNs() {
    return System.nanoTime() - elapsedNs;
  }
}
