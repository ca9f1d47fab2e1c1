package io.calotype.benchmarks.peers;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import java.util.concurrent.TimeUnit;

/**
 * The processor time of the children of this process that have ended, user and system, with that of
 * their children.
 */
final class ChildClock {
  private static final int CHILDREN = -1;
  private static final int BYTES = 256;
  private static final int USER_SECONDS = 0;
  private static final int USER_MICROSECONDS = 8;
  private static final int SYSTEM_SECONDS = 16;
  private static final int SYSTEM_MICROSECONDS = 24;

  private final Usage usage = Native.load("c", Usage.class);

  /** What C has of it. */
  interface Usage extends Library {
    int getrusage(int who, Memory usage);
  }

  long cpuNs() {
    try (Memory used = new Memory(BYTES)) {
      if (usage.getrusage(CHILDREN, used) != 0) {
        throw new IllegalStateException("expected the system to tell its children's time");
      }
      return TimeUnit.SECONDS.toNanos(used.getLong(USER_SECONDS) + used.getLong(SYSTEM_SECONDS))
          + TimeUnit.MICROSECONDS.toNanos(
              used.getInt(USER_MICROSECONDS) + (long) used.getInt(SYSTEM_MICROSECONDS));
    }
  }
}
