package io.calotype.pipeline.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class HangWatchTest {
  @Test
  void tellsOfARenderThatDoesNotEnd() {
    AtomicReference<String> hung = new AtomicReference<>();
    CountDownLatch told = new CountDownLatch(1);
    HangWatch watch =
        new HangWatch(
            Duration.ofMillis(10),
            key -> {
              hung.set(key);
              told.countDown();
            });
    assertThat(watch.watched("a", () -> await(told))).isTrue();
    assertThat(hung).hasValue("a");
  }

  @Test
  void leavesRendersAloneThatEnd() {
    AtomicInteger hung = new AtomicInteger();
    HangWatch watch = new HangWatch(Duration.ofMillis(50), key -> hung.incrementAndGet());
    for (int i = 0; i < 100; i++) {
      assertThat(watch.watched("a", () -> "done")).isEqualTo("done");
    }
    CountDownLatch later = new CountDownLatch(1);
    // What outlives all their times, and is itself the only one to be told of.
    new HangWatch(Duration.ofMillis(100), key -> later.countDown())
        .watched("b", () -> await(later));
    assertThat(hung).hasValue(0);
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
