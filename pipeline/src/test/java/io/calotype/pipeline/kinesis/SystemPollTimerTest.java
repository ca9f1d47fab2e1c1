package io.calotype.pipeline.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class SystemPollTimerTest {

  private final SystemPollTimer timer = new SystemPollTimer();

  @Test
  void sleepsUntilTheTimeAndNotLess() {
    long dueMs = timer.nowMs() + 20;

    assertThat(timer.sleepUntil(dueMs)).isFalse();
    assertThat(timer.nowMs()).isGreaterThanOrEqualTo(dueMs);
  }

  @Test
  void doesNotLoseAWakeUpThatComesBeforeTheSleep() {
    timer.wakeUp();
    timer.wakeUp();

    assertThat(timer.sleepUntil(Long.MAX_VALUE)).isTrue();
    assertThat(timer.sleepUntil(timer.nowMs())).isFalse(); // both were used up
  }

  @Test
  void isWokenFromAnotherThread() throws Exception {
    CompletableFuture<Boolean> woken =
        CompletableFuture.supplyAsync(() -> timer.sleepUntil(Long.MAX_VALUE));
    timer.wakeUp();

    assertThat(woken.get(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void endsTheSleepOfAnInterruptedThreadAndKeepsTheInterrupt() {
    Thread.currentThread().interrupt();

    assertThat(timer.sleepUntil(Long.MAX_VALUE)).isTrue();
    assertThat(Thread.interrupted()).isTrue();
  }
}
