package io.calotype.pipeline.kinesis;

/** Time that passes only by sleeping, and at once. Gives up, as if woken, at its end. */
final class FakePollTimer implements PollTimer {

  private final long endMs;
  private long nowMs;
  private boolean wakeUp;

  FakePollTimer(long endMs) {
    this.endMs = endMs;
  }

  @Override
  public long nowMs() {
    return nowMs;
  }

  @Override
  public boolean sleepUntil(long dueMs) {
    if (wakeUp || dueMs > endMs) {
      wakeUp = false;
      return true;
    }
    nowMs = Math.max(nowMs, dueMs);
    return false;
  }

  @Override
  public void wakeUp() {
    wakeUp = true;
  }
}
