package io.calotype.pipeline.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

final class BackoffPropertyTest {

  @Property
  void waitsBetweenHalfAndAllOfTheDoubledTimeUpToItsBound(
      @ForAll @LongRange(min = 0, max = 10_000) long firstMs,
      @ForAll @LongRange(min = 0, max = 100_000) long moreMs,
      @ForAll @IntRange(min = 1, max = 1_000) int failures,
      @ForAll long seed) {
    long longestMs = firstMs + moreMs;
    Backoff backoff = new Backoff(Duration.ofMillis(firstMs), Duration.ofMillis(longestMs));

    long delayMs = backoff.delayMs(failures, new SplittableRandom(seed));

    long doubledMs = firstMs;
    for (int i = 1; i < failures && doubledMs < longestMs; i++) {
      doubledMs *= 2;
    }
    doubledMs = Math.min(doubledMs, longestMs);
    assertThat(delayMs).isBetween(doubledMs / 2, doubledMs);
  }

  /** What is tested with it does not wait. */
  @Example
  void canBeNone() {
    Backoff none = new Backoff(Duration.ZERO, Duration.ZERO);
    assertThat(none.delayMs(7, new SplittableRandom(1))).isZero();
  }

  @Example
  void refusesABoundBelowTheFirstWait() {
    assertThatThrownBy(() -> new Backoff(Duration.ofMillis(2), Duration.ofMillis(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected 0 <= first <= longest");
  }
}
