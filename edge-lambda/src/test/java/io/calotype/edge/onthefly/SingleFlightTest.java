package io.calotype.edge.onthefly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SingleFlightTest {
  private static final Deadline FAR = Deadline.in(Duration.ofMinutes(5));

  private final SingleFlight<String> flights = new SingleFlight<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch taskedOff = new CountDownLatch(1);
  private final CountDownLatch mayLand = new CountDownLatch(1);
  private final AtomicInteger works = new AtomicInteger();

  @AfterEach
  void end() {
    mayLand.countDown();
    threads.shutdownNow();
  }

  @Test
  void doesTheWorkOnceForAllWhoAskMeanwhile() throws Exception {
    List<Future<String>> answers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      answers.add(threads.submit(() -> flights.run("a", FAR, this::slowly)));
    }
    awaitWaiting(99);
    mayLand.countDown();

    for (Future<String> answer : answers) {
      assertThat(answer.get(1, TimeUnit.MINUTES)).isEqualTo("work 1");
    }
  }

  @Test
  void beginsAnewForWhoeverComesAfter() {
    mayLand.countDown();
    assertThat(flights.run("a", FAR, this::slowly)).isEqualTo("work 1");
    assertThat(flights.run("a", FAR, this::slowly)).isEqualTo("work 2");
  }

  @Test
  void letsOthersDoOtherWork() throws Exception {
    Future<String> first = threads.submit(() -> flights.run("a", FAR, this::slowly));
    taskedOff.await();

    assertThat(flights.run("b", FAR, () -> "other")).isEqualTo("other");
    mayLand.countDown();
    assertThat(first.get(1, TimeUnit.MINUTES)).isEqualTo("work 1");
  }

  @Test
  void sharesRefusals() throws Exception {
    Future<String> first =
        threads.submit(
            () ->
                flights.run(
                    "a",
                    FAR,
                    () -> {
                      slowly();
                      throw new RefusedAnswerException(RefusedAnswer.atCapacity());
                    }));
    taskedOff.await();
    Future<RefusedAnswerException> second = threads.submit(this::refusedJoiner);
    awaitWaiting(1);
    mayLand.countDown();

    assertThatThrownBy(() -> first.get(1, TimeUnit.MINUTES))
        .hasCauseInstanceOf(RefusedAnswerException.class);
    assertThat(second.get(1, TimeUnit.MINUTES).answer()).isEqualTo(RefusedAnswer.atCapacity());
  }

  @Test
  void leavesNobodyWaitingForWorkThatCrashes() throws Exception {
    Future<String> first =
        threads.submit(
            () ->
                flights.run(
                    "a",
                    FAR,
                    () -> {
                      slowly();
                      throw new AssertionError("an error of the machine");
                    }));
    taskedOff.await();
    Future<RefusedAnswerException> second = threads.submit(this::refusedJoiner);
    awaitWaiting(1);
    mayLand.countDown();

    assertThatThrownBy(() -> first.get(1, TimeUnit.MINUTES)).hasCauseInstanceOf(Error.class);
    assertThat(second.get(1, TimeUnit.MINUTES).answer().status()).isEqualTo(502);
    assertThat(flights.run("a", FAR, () -> "again")).isEqualTo("again");
  }

  @Test
  void waitsNoLongerThanTheDeadline() throws Exception {
    Future<String> first = threads.submit(() -> flights.run("a", FAR, this::slowly));
    taskedOff.await();

    RefusedAnswerException refused =
        catchThrowableOfType(
            RefusedAnswerException.class,
            () -> flights.run("a", Deadline.in(Duration.ofMillis(5)), this::slowly));
    assertThat(refused.answer().status()).isEqualTo(504);
    mayLand.countDown();
    assertThat(first.get(1, TimeUnit.MINUTES)).isEqualTo("work 1");
  }

  @Test
  void triesOnceMoreForAllThatHaveTimeLeftWhenTheFirstHasNone() throws Exception {
    Future<String> first = threads.submit(() -> flights.run("a", FAR, this::tooSlowly));
    taskedOff.await();
    List<Future<String>> others = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      others.add(threads.submit(() -> flights.run("a", FAR, () -> "tried in time")));
    }
    awaitWaiting(20);
    mayLand.countDown();

    assertThatThrownBy(() -> first.get(1, TimeUnit.MINUTES))
        .hasCauseInstanceOf(RefusedAnswerException.class);
    for (Future<String> other : others) {
      assertThat(other.get(1, TimeUnit.MINUTES)).isEqualTo("tried in time");
    }
  }

  @Test
  void triesNoMoreThanOnceMore() throws Exception {
    Future<String> first = threads.submit(() -> flights.run("a", FAR, this::tooSlowly));
    taskedOff.await();
    Future<RefusedAnswerException> second =
        threads.submit(
            () ->
                catchThrowableOfType(
                    RefusedAnswerException.class, () -> flights.run("a", FAR, this::tooSlowly)));
    awaitWaiting(1);
    mayLand.countDown();

    assertThatThrownBy(() -> first.get(1, TimeUnit.MINUTES))
        .hasCauseInstanceOf(RefusedAnswerException.class);
    assertThat(second.get(1, TimeUnit.MINUTES).answer().status()).isEqualTo(504);
    assertThat(works).hasValue(2);
  }

  private String tooSlowly() {
    slowly();
    throw new RefusedAnswerException(RefusedAnswer.tooSlow());
  }

  private RefusedAnswerException refusedJoiner() {
    return catchThrowableOfType(
        RefusedAnswerException.class, () -> flights.run("a", FAR, () -> "not this"));
  }

  /** Returns once so many wait for a flight, which only their threads' states show. */
  private static void awaitWaiting(int count) throws InterruptedException {
    while (Thread.getAllStackTraces().entrySet().stream()
            .filter(thread -> thread.getKey().getState() == Thread.State.TIMED_WAITING)
            .filter(thread -> waitsForFlight(thread.getValue()))
            .count()
        < count) {
      Thread.sleep(5);
    }
  }

  private static boolean waitsForFlight(StackTraceElement[] trace) {
    return Arrays.stream(trace)
        .anyMatch(
            frame ->
                frame.getClassName().equals(SingleFlight.class.getName())
                    && frame.getMethodName().equals("await"));
  }

  private String slowly() {
    int work = works.incrementAndGet();
    taskedOff.countDown();
    try {
      assertThat(mayLand.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return "work " + work;
  }
}
