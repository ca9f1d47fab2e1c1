package io.calotype.pipeline.make;

/**
 * Which events of a task are handled with caution: those that may have been in hand when the
 * process before ended. That is what comes before a checkpoint completes; and, since work with
 * caution is slower than the work that is to be done again, some of what the stream took before the
 * start.
 *
 * <p>Decided when an event comes and not when it is rendered: a checkpoint completes while events
 * wait, and what waits stands in the next restart's checkpoint.
 *
 * <p>Without a checkpoint nothing tells a first start from one after the process ended, so that
 * each start is cautious. For the task's thread alone.
 */
final class Caution {
  /** More than a subtask renders between two checkpoints on one machine. */
  private static final int REPLAYED_MAX = 200;

  private final long startedMs;
  private boolean checkpointed;
  private int events;

  /** From a start, in milliseconds since 1970. */
  Caution(long startedMs) {
    this.startedMs = startedMs;
  }

  /** Whether the next event, which the stream took then, is handled with caution. */
  boolean appliesTo(long arrivalMs) {
    boolean replayed = events++ < REPLAYED_MAX && arrivalMs < startedMs;
    return replayed || !checkpointed;
  }

  /** A checkpoint that was begun after the start is complete. */
  void checkpointCompleted() {
    checkpointed = true;
  }
}
