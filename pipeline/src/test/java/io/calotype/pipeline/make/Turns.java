package io.calotype.pipeline.make;

import io.calotype.pipeline.store.StorageFault;
import io.calotype.pipeline.store.testing.FakeObjectStore.Calls;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A worker that makes a storage call only when it is given a turn, so that a test decides who goes
 * next. Every interleaving of calls can be had this way, each of them again from the same choices.
 */
final class Turns implements Calls {
  /** What becomes of one call. */
  enum Turn {
    /** It is made. */
    MADE,
    /** It fails before it has an effect. */
    FAILED,
    /** It has its effect, but its answer is lost. */
    ANSWER_LOST,
    /** The process ends instead. */
    KILLED,
    /** The process ends right after it. */
    KILLED_AFTER
  }

  /** Ends a worker as the end of its process would. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private final Semaphore turn = new Semaphore(0);
  private final Semaphore waits = new Semaphore(0);
  private volatile Turn next = Turn.MADE;
  private volatile boolean done;
  private volatile @Nullable Throwable failure;

  /** Starts work on a thread of its own; returns when it waits for its first turn or has ended. */
  void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (Throwable e) {
                failure = e;
              } finally {
                done = true;
                waits.release();
              }
            },
            "worker");
    thread.setDaemon(true);
    thread.start();
    waits.acquireUninterruptibly();
  }

  /** Gives one turn; returns when the worker waits for another or has ended. */
  void give(Turn what) {
    next = what;
    turn.release();
    waits.acquireUninterruptibly();
  }

  boolean isDone() {
    return done;
  }

  /** What ended the work, or null where it returned. */
  @Nullable Throwable failure() {
    return failure;
  }

  @Override
  public <T> T make(String call, Supplier<T> supplier) {
    waits.release();
    turn.acquireUninterruptibly();
    Turn what = next;
    if (what == Turn.KILLED) {
      throw new Killed();
    }
    if (what == Turn.FAILED) {
      throw lost(call);
    }
    T answer = supplier.get();
    if (what == Turn.KILLED_AFTER) {
      throw new Killed();
    }
    if (what == Turn.ANSWER_LOST) {
      throw lost(call);
    }
    return answer;
  }

  private static StorageFault lost(String what) {
    return new StorageFault(StorageFault.Kind.RETRYABLE, what + ": no answer", null);
  }

  /** What a worker does. */
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }
}
