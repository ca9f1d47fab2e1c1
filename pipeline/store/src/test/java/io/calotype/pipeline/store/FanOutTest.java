package io.calotype.pipeline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FanOutTest {
  private static final long PATIENCE_S = 30;

  private final ExecutorService threads = Executors.newFixedThreadPool(4);

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  @Test
  void doesSeveralAtATime() {
    CountDownLatch together = new CountDownLatch(3);
    Queue<Integer> done = new ConcurrentLinkedQueue<>();

    new FanOut(threads, 2)
        .forEach(
            List.of(1, 2, 3),
            i -> {
              together.countDown();
              await(together);
              done.add(i);
            });

    assertThat(done).containsExactlyInAnyOrder(1, 2, 3);
  }

  @Test
  void doesEachOnce() {
    List<Integer> all = IntStream.range(0, 10_000).boxed().toList();
    Queue<Integer> done = new ConcurrentLinkedQueue<>();

    new FanOut(threads, 4).forEach(all, done::add);

    assertThat(done).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void doesAllItselfWhereNoThreadIsFree() {
    List<Runnable> late = new ArrayList<>();
    List<Integer> done = new ArrayList<>();

    new FanOut(late::add, 2).forEach(List.of(1, 2, 3), done::add);

    assertThat(done).containsExactly(1, 2, 3);
    late.forEach(Runnable::run);
    assertThat(done).hasSize(3);
  }

  /** Encoded pictures would pile up behind a thread that hangs on a storage that is slow. */
  @Test
  void leavesNothingBehindInHelpersThatComeTooLate() {
    List<Runnable> late = new ArrayList<>();
    WeakReference<Object> bytes = doneWithout(late);

    long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
    while (bytes.get() != null && System.nanoTime() < endNs) {
      System.gc();
    }
    assertThat(bytes.get()).isNull();
    assertThat(late).hasSize(1);
  }

  private static WeakReference<Object> doneWithout(List<Runnable> late) {
    byte[] bytes = new byte[1];
    new FanOut(late::add, 1).forEach(List.of(bytes, bytes), any -> {});
    return new WeakReference<>(bytes);
  }

  @Test
  void doesAllItselfWhereThreadsHaveEnded() {
    threads.shutdown();
    List<Integer> done = new ArrayList<>();

    new FanOut(threads, 2).forEach(List.of(1, 2, 3), done::add);

    assertThat(done).containsExactly(1, 2, 3);
  }

  @Test
  void doesOneAfterTheOtherWithoutHelpers() {
    List<Thread> on = new ArrayList<>();

    FanOut.NONE.forEach(List.of(1, 2), i -> on.add(Thread.currentThread()));

    assertThat(on).containsExactly(Thread.currentThread(), Thread.currentThread());
  }

  @Test
  void throwsWhatAHelperThrewOnceNothingGoesOn() {
    CountDownLatch failed = new CountDownLatch(1);
    CountDownLatch callersAsWell = new CountDownLatch(1);
    Thread caller = Thread.currentThread();
    Queue<Integer> begun = new ConcurrentLinkedQueue<>();

    assertThatThrownBy(
            () ->
                new FanOut(threads, 1)
                    .forEach(
                        IntStream.range(0, 1_000).boxed().toList(),
                        i -> {
                          begun.add(i);
                          if (Thread.currentThread() == caller) {
                            await(failed);
                            callersAsWell.countDown();
                          } else {
                            failed.countDown();
                            throw new RejectedExecutionException("planned");
                          }
                        }))
        .isInstanceOf(RejectedExecutionException.class)
        .hasMessage("planned");

    assertThat(callersAsWell.getCount()).isZero();
    assertThat(begun).hasSizeLessThan(1_000);
  }

  @Test
  void waitsForHelpersThoughInterrupted() {
    CountDownLatch helps = new CountDownLatch(1);
    Thread caller = Thread.currentThread();
    List<Integer> done = new ArrayList<>();

    new FanOut(threads, 1)
        .forEach(
            List.of(1, 2),
            i -> {
              if (Thread.currentThread() == caller) {
                await(helps);
                caller.interrupt();
              } else {
                helps.countDown();
                sleepUntilWaiting(caller);
                done.add(i);
              }
            });

    assertThat(Thread.interrupted()).isTrue();
    assertThat(done).hasSize(1);
  }

  private static void sleepUntilWaiting(Thread thread) {
    long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
    while (!thread.isInterrupted() && System.nanoTime() < endNs) {
      Thread.onSpinWait();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(PATIENCE_S, TimeUnit.SECONDS)) {
        throw new AssertionError("expected the others to come");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
