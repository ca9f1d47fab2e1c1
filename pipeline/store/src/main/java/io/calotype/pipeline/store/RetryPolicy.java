package io.calotype.pipeline.store;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * How often and how patiently a faulty storage is asked again.
 *
 * @param attempts in all, 1 or more
 * @param first the longest wait before the second attempt; it doubles from attempt to attempt
 * @param longest the longest wait
 */
public record RetryPolicy(int attempts, Duration first, Duration longest) {
  /** 8 attempts over at most about 25 seconds. */
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(8, Duration.ofMillis(200), Duration.ofSeconds(10));

  /** Refuses less than one attempt and negative waits. */
  public RetryPolicy {
    if (attempts < 1 || first.isNegative() || longest.isNegative()) {
      throw new IllegalArgumentException(
          "expected 1 attempt or more and waits of 0 or more but got " + attempts);
    }
  }

  /**
   * Calls until it is answered. A misconfiguration is not tried again.
   *
   * @param onRetry told before each further attempt
   * @throws StorageFault the last one
   */
  <T> T call(Supplier<T> call, Runnable onRetry) {
    for (int attempt = 1; ; attempt++) {
      try {
        return call.get();
      } catch (StorageFault fault) {
        if (fault.kind() == StorageFault.Kind.MISCONFIGURED || attempt >= attempts) {
          throw fault;
        }
        onRetry.run();
        pause(waitMaxMs(attempt), fault);
      }
    }
  }

  private long waitMaxMs(int attempt) {
    return Math.min(longest.toMillis(), first.toMillis() << Math.min(attempt - 1, 20));
  }

  /** Full jitter: without it all tasks that a throttle turned away come back together. */
  private static void pause(long waitMaxMs, StorageFault fault) {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(waitMaxMs + 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw fault;
    }
  }
}
