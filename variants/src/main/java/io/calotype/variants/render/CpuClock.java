package io.calotype.variants.render;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * Measures processor time, native code's included: libvips encodes on threads of its own, of which
 * Java's clocks of single threads know nothing.
 *
 * <p>It goes in the system's ticks, 10 ms on Linux. It is the whole process's time, and a piece of
 * work's only while no other runs.
 */
public final class CpuClock {
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final long begunNs = PROCESS.getProcessCpuTime();

  private CpuClock() {}

  /** A clock that runs from now. */
  public static CpuClock start() {
    return new CpuClock();
  }

  /** What the process has used since the start. */
  public Duration taken() {
    return Duration.ofNanos(PROCESS.getProcessCpuTime() - begunNs);
  }
}
