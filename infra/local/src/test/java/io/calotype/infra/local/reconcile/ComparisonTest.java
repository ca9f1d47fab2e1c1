package io.calotype.infra.local.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class ComparisonTest {
  private final BlockingQueue<String> delivered = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> failures = new LinkedBlockingQueue<>();

  @Test
  void putsInLineWhatHasToBeLookedAt() throws InterruptedException {
    try (Comparison comparison =
        new Comparison(() -> new TreeSet<>(List.of("a", "b")), delivered::add, failures::add)) {
      assertThat(comparison).isNotNull();
      assertThat(delivered.poll(30, TimeUnit.SECONDS)).isEqualTo("a");
      assertThat(delivered.poll(30, TimeUnit.SECONDS)).isEqualTo("b");
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void tellsWhyItFailed() throws InterruptedException {
    try (Comparison comparison =
        new Comparison(ComparisonTest::fail, delivered::add, failures::add)) {
      assertThat(comparison).isNotNull();
      assertThat(failures.poll(30, TimeUnit.SECONDS)).isEqualTo("no such bucket");
    }
  }

  /** A client of S3 throws where its thread is interrupted. */
  @Test
  void isNoFailureWhereItIsBrokenOff() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    Comparison comparison =
        new Comparison(() -> failOnceInterrupted(begun), delivered::add, failures::add);
    begun.await();

    comparison.close();

    assertThat(failures).isEmpty();
    assertThat(delivered).isEmpty();
  }

  private static Set<String> fail() {
    throw new IllegalStateException("no such bucket");
  }

  private static Set<String> failOnceInterrupted(CountDownLatch begun) {
    begun.countDown();
    try {
      Thread.sleep(TimeUnit.MINUTES.toMillis(1));
      return Set.of();
    } catch (InterruptedException e) {
      throw new IllegalStateException("Thread was interrupted", e);
    }
  }
}
