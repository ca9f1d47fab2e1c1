package io.calotype.pipeline.send;

import java.io.Serializable;

/**
 * What one request to a service may hold.
 *
 * @param entriesMax entries of a request, 1 or more
 * @param bytesMax bytes of a request in UTF-8, 1 or more; no entry is longer
 * @param waitMs how long an entry waits for others at most, in milliseconds, 1 or more
 */
public record BatchLimits(int entriesMax, int bytesMax, int waitMs) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Refuses what is below 1. */
  public BatchLimits {
    if (entriesMax < 1 || bytesMax < 1 || waitMs < 1) {
      throw new IllegalArgumentException(
          "expected limits of 1 or more but got "
              + entriesMax
              + " entries, "
              + bytesMax
              + " bytes, "
              + waitMs
              + " ms");
    }
  }
}
