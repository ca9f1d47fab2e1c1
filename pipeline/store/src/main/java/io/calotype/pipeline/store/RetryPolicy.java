package io.calotype.pipeline.store;

import io.calotype.pipeline.fault.Backoff;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * How often and how patiently a faulty storage is asked again.
 *
 * @param attempts in all, 1 or more
 * @param backoff the waits between them
 */
public record RetryPolicy(int attempts, Backoff backoff) {
  /** 8 attempts over at most about 25 seconds. */
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(8, new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10)));

  /** Refuses less than one attempt. */
  public RetryPolicy {
    if (attempts < 1) {
      throw new IllegalArgumentException("expected 1 attempt or more but got " + attempts);
    }
  }

  /**
   * Calls until it is answered. What does not pass by itself is not tried again.
   *
   * @param onRetry told before each further attempt
   * @throws StorageFault the last one
   */
  <T> T call(Supplier<T> call, Runnable onRetry) {
    for (int attempt = 1; ; attempt++) {
      try {
        return call.get();
      } catch (StorageFault fault) {
        if (fault.kind() != StorageFault.Kind.RETRYABLE || attempt >= attempts) {
          throw fault;
        }
        onRetry.run();
        pause(attempt, fault);
      }
    }
  }

  private void pause(int failures, StorageFault fault) {
    try {
      Thread.sleep(backoff.delayMs(failures, ThreadLocalRandom.current()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw fault;
    }
  }
}
