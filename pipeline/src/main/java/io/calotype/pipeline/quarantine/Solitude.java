package io.calotype.pipeline.quarantine;

import io.calotype.pipeline.render.VariantBudget.Share;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Lets a render be the only one in its process. What was alone when the process ended is to blame;
 * what ran beside others may only have run beside them.
 */
public final class Solitude {
  /** That of this process: a crash takes all its subtasks. */
  public static final Solitude OF_PROCESS = new Solitude();

  /** Fair, so that one who waits to be alone is not passed by for ever. */
  private final ReadWriteLock lock = new ReentrantReadWriteLock(true);

  /** Waits until no other renders, and keeps others out. */
  Share alone() throws InterruptedException {
    return hold(lock.writeLock());
  }

  /** Waits while somebody is alone. */
  Share together() throws InterruptedException {
    return hold(lock.readLock());
  }

  private static Share hold(Lock held) throws InterruptedException {
    held.lockInterruptibly();
    return held::unlock;
  }
}
