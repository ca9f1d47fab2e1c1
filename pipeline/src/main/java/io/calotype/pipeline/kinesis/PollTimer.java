package io.calotype.pipeline.kinesis;

/** The time, and waiting for it. */
interface PollTimer {

  /** Never set back; says nothing about the date. */
  long nowMs();

  /**
   * Waits until a time, or until {@link #wakeUp()}: one that came before is not lost.
   *
   * @param dueMs on the scale of {@link #nowMs()}; {@link Long#MAX_VALUE} for ever
   * @return whether it was woken; the wake-up is used up by that
   */
  boolean sleepUntil(long dueMs);

  /** Ends the sleep now, or the next one at once. May be called by any thread. */
  void wakeUp();
}
