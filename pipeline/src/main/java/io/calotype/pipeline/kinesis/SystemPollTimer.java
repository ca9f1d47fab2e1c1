package io.calotype.pipeline.kinesis;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The machine's own clock. */
final class SystemPollTimer implements PollTimer {

  private final Semaphore wakeUps = new Semaphore(0);

  @Override
  public long nowMs() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  @Override
  public boolean sleepUntil(long dueMs) {
    try {
      boolean woken = wakeUps.tryAcquire(Math.max(0, dueMs - nowMs()), TimeUnit.MILLISECONDS);
      if (woken) {
        wakeUps.drainPermits();
      }
      return woken;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the fetcher is being closed, and looks at this flag
      return true;
    }
  }

  @Override
  public void wakeUp() {
    wakeUps.release();
  }
}
