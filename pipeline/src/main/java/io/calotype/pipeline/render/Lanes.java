package io.calotype.pipeline.render;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a viewer may wait for is rendered before what is slow: a slow render begins when no other
 * waits or runs in this process. One that has begun is not held, and shares the processors then.
 *
 * <p>It waits for such a moment for a bounded time only. On a machine that is never idle slow
 * formats would otherwise never come, and the events that stand for them would fill memory.
 */
public final class Lanes {
  /** The lanes of this process: its subtasks share its processors. */
  public static final Lanes OF_PROCESS = new Lanes();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition idle = lock.newCondition();
  private int fastInHand;

  /** The lane of what viewers may wait for: never waits. */
  public Lane fast() {
    return () -> {
      count(1);
      return () -> count(-1);
    };
  }

  /**
   * The lane of what is slow.
   *
   * @param waitMax how long a render waits for a moment without others
   */
  public Lane slow(Duration waitMax) {
    return () -> {
      awaitIdle(waitMax);
      return () -> {};
    };
  }

  private void count(int more) {
    lock.lock();
    try {
      fastInHand += more;
      if (fastInHand == 0) {
        idle.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private void awaitIdle(Duration waitMax) throws InterruptedException {
    long deadlineNs = System.nanoTime() + waitMax.toNanos();
    lock.lockInterruptibly();
    try {
      while (fastInHand > 0) {
        long leftNs = deadlineNs - System.nanoTime();
        if (leftNs <= 0 || !idle.await(leftNs, TimeUnit.NANOSECONDS)) {
          return;
        }
      }
    } finally {
      lock.unlock();
    }
  }
}
