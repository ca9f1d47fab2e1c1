package io.calotype.variants.render.scalr;

import io.calotype.variants.reason.Reason;
import io.calotype.variants.reason.RefusedException;
import java.time.Duration;

/** The time by which one rendering must be done; asked between its steps. */
final class Deadline {
  private final long startNanos = System.nanoTime();
  private final Duration timeMax;

  Deadline(Duration timeMax) {
    this.timeMax = timeMax;
  }

  boolean passed() {
    return System.nanoTime() - startNanos > timeMax.toNanos();
  }

  /** Refuses to go on where the time is over. */
  void check() {
    if (passed()) {
      throw new RefusedException(
          Reason.RENDER_TIMEOUT,
          "expected to be rendered within "
              + timeMax.toMillis()
              + " ms but was not: make the picture smaller");
    }
  }
}
