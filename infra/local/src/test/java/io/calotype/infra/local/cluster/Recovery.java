package io.calotype.infra.local.cluster;

import java.time.Duration;

/**
 * How long a fault kept the job from its work.
 *
 * @param fault what happened
 * @param running from the fault until all tasks ran again
 * @param progress from the fault until the first manifest that was written after that
 */
record Recovery(String fault, Duration running, Duration progress) {
  @Override
  public String toString() {
    return String.format(
        java.util.Locale.ROOT,
        "%s: runs again after %.1f s, first picture after %.1f s",
        fault,
        running.toMillis() / 1000.0,
        progress.toMillis() / 1000.0);
  }
}
