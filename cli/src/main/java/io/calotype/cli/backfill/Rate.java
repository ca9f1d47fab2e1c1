package io.calotype.cli.backfill;

import java.time.Duration;

/** Lets so many through a second, evenly, however many threads ask. */
final class Rate {
  /** What goes on the stream by one request is no more than this, and no more than it takes. */
  private static final int BATCH_MAX = 100;

  private static final int BATCHES_PER_SECOND_MIN = 10;

  private final int perSecond;
  private final long stepNs;
  private long nextNs = System.nanoTime();

  /** So many a second, 1 or more. */
  Rate(int perSecond) {
    this.perSecond = perSecond;
    this.stepNs = Duration.ofSeconds(1).toNanos() / perSecond;
  }

  /** How many may go at once, so that also a rate of a few a second is even. */
  int batchMax() {
    return Math.max(1, Math.min(BATCH_MAX, perSecond / BATCHES_PER_SECOND_MIN));
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
