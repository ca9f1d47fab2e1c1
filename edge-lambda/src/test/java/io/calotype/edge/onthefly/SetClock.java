package io.calotype.edge.onthefly;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is advanced. */
final class SetClock implements InstantSource {
  private volatile Instant now = Instant.parse("2026-11-24T12:00:00Z");

  synchronized void advanceSeconds(long seconds) {
    now = now.plusSeconds(seconds);
  }

  @Override
  public Instant instant() {
    return now;
  }
}
