package io.calotype.pipeline.fault;

import java.io.Serializable;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: doubling with each failure up to a bound, and spread by
 * chance over the upper half of that, so that callers throttled together do not return together.
 *
 * @param first the longest wait after the first failure; 0 or more
 * @param longest the longest wait ever; at least {@code first}
 */
public record Backoff(Duration first, Duration longest) implements Serializable {

  private static final int DOUBLINGS_MAX = 30;

  public Backoff {
    if (first.isNegative() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "expected 0 <= first <= longest but got first " + first + " and longest " + longest);
    }
  }

  /**
   * The wait after so many failures in a row.
   *
   * @param failures at least 1
   * @return from half of the doubled wait up to all of it, in milliseconds
   */
  public long delayMs(int failures, RandomGenerator random) {
    int doublings = Math.min(failures - 1, DOUBLINGS_MAX);
    long ceilingMs = Math.min(longest.toMillis(), first.toMillis() << doublings);
    return ceilingMs - random.nextLong(ceilingMs / 2 + 1);
  }
}
