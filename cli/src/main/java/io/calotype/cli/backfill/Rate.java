package io.calotype.cli.backfill;

import java.time.Duration;

/** Lets so many through a second, evenly, however many threads ask. */
final class Rate {
  private final long stepNs;
  private long nextNs = System.nanoTime();

  /** So many a second, 1 or more. */
  Rate(int perSecond) {
    this.stepNs = Duration.ofSeconds(1).toNanos() / perSecond;
  }

  /** Waits until so many more may pass. */
  void await(int count) throws InterruptedException {
    long waitNs;
    synchronized (this) {
      long nowNs = System.nanoTime();
      nextNs = Math.max(nextNs, nowNs);
      waitNs = nextNs - nowNs;
      nextNs += stepNs * count;
    }
    if (waitNs > 0) {
      Thread.sleep(waitNs / 1_000_000, (int) (waitNs % 1_000_000));
    }
  }
}
