package io.calotype.benchmarks.peers;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.util.concurrent.TimeUnit;

/**
 * The processor time that this process has used, all threads, user and system.
 *
 * <p>Asked of the system itself: Java's own figure comes in steps of 10 ms, a tenth of a ladder.
 */
final class ProcessClock {
  private static final int CPU_TIME_LINUX = 2;
  private static final int CPU_TIME_MAC = 12;

  private final Clocks clocks = Native.load("c", Clocks.class);
  private final int clock = Platform.isMac() ? CPU_TIME_MAC : CPU_TIME_LINUX;

  /** What C has of it. */
  interface Clocks extends Library {
    // Named as in C, where JNA looks for it.
    @SuppressWarnings("MethodName")
    int clock_gettime(int clock, long[] secondsAndNanoseconds);
  }

  long cpuNs() {
    long[] time = new long[2];
    if (clocks.clock_gettime(clock, time) != 0) {
      throw new IllegalStateException("expected the system to tell the processor time");
    }
    return TimeUnit.SECONDS.toNanos(time[0]) + time[1];
  }
}
