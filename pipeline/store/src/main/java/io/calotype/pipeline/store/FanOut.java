package io.calotype.pipeline.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Does one thing for each of several, on the calling thread and on those of an executor that are
 * free by then. Since the caller takes part, it ends also where none is ever free: callers may be
 * as many as there are threads, or more.
 */
public final class FanOut {
  /** The calling thread alone, one after the other. */
  public static final FanOut NONE = new FanOut(Runnable::run, 0);

  private final Executor threads;
  private final int helpersMax;

  /**
   * A fan-out.
   *
   * @param threads may refuse, and may run what it is given late or never
   * @param helpersMax threads beside the caller's, for each call; 0 or more
   */
  public FanOut(Executor threads, int helpersMax) {
    this.threads = threads;
    this.helpersMax = helpersMax;
  }

  /**
   * Does it for each, in any order; when this returns or throws, nothing of it goes on.
   *
   * @throws RuntimeException the first that one of them threw; what had not begun by then is not
   *     done. Errors likewise
   */
  public <T> void forEach(List<T> all, Consumer<? super T> task) {
    Work<T> work = new Work<>(all, task);
    List<Helper> helpers = new ArrayList<>();
    try {
      while (helpers.size() < Math.min(helpersMax, all.size() - 1)) {
        Helper helper = new Helper(work);
        threads.execute(helper);
        helpers.add(helper);
      }
    } catch (RejectedExecutionException e) {
      // Those that are there do it.
    }
    work.run();
    helpers.forEach(Helper::leave);
    work.rethrow();
  }

  /** Things to do, taken one by one by whoever comes. */
  private static final class Work<T> implements Runnable {
    private final List<T> all;
    private final Consumer<? super T> task;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Work(List<T> all, Consumer<? super T> task) {
      this.all = all;
      this.task = task;
    }

    @Override
    public void run() {
      try {
        for (int i = next.getAndIncrement();
            i < all.size() && failure.get() == null;
            i = next.getAndIncrement()) {
          task.accept(all.get(i));
        }
      } catch (RuntimeException | Error e) {
        failure.compareAndSet(null, e);
      }
    }

    void rethrow() {
      Throwable thrown = failure.get();
      if (thrown instanceof Error error) {
        throw error;
      }
      if (thrown != null) {
        throw (RuntimeException) thrown;
      }
    }
  }

  /** A turn of another thread, unless it comes too late for one. */
  private static final class Helper implements Runnable {
    /**
     * Taken by whoever is first: one that is late waits in a queue, and is to hold no bytes there.
     */
    private final AtomicReference<@Nullable Runnable> work;

    private final CountDownLatch ended = new CountDownLatch(1);

    Helper(Runnable work) {
      this.work = new AtomicReference<>(work);
    }

    @Override
    public void run() {
      Runnable taken = work.getAndSet(null);
      if (taken != null) {
        try {
          taken.run();
        } finally {
          ended.countDown();
        }
      }
    }

    /** Waits where it has begun, even where interrupted: whoever interrupts ends its thread too. */
    void leave() {
      boolean interrupted = false;
      while (work.getAndSet(null) == null) {
        try {
          ended.await();
          break;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
