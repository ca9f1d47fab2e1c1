package io.calotype.edge.onthefly;

import java.time.Duration;

/** The time by which one request must be answered. */
final class Deadline {
  private final long endNs;

  private Deadline(long endNs) {
    this.endNs = endNs;
  }

  /** In so long from now. */
  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** What is left until then; zero once it has passed. */
  Duration left() {
    return Duration.ofNanos(Math.max(0, endNs - System.nanoTime()));
  }

  /** Ends the request with {@link RefusedAnswerException} once it has passed. */
  void check() {
    if (left().isZero()) {
      throw new RefusedAnswerException(RefusedAnswer.tooSlow());
    }
  }
}
