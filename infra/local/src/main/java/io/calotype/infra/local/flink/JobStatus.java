package io.calotype.infra.local.flink;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The job at a moment.
 *
 * @param name its name
 * @param state as Flink names it: {@code RUNNING}, {@code RESTARTING} ...
 * @param runningMs how long it has run
 * @param restarts how often it was started again
 * @param behindMs how far the slowest shard is behind its newest record; null where not known
 * @param making what its stages that make variants tell
 * @param checkpoint the last one that was completed; null where there is none yet
 * @param stages in the order of the flow
 */
public record JobStatus(
    String name,
    String state,
    long runningMs,
    long restarts,
    @Nullable Long behindMs,
    Making making,
    @Nullable Checkpoint checkpoint,
    List<Stage> stages) {

  /** Copies the list. */
  public JobStatus {
    stages = List.copyOf(stages);
  }

  /**
   * The making of variants, by all tasks.
   *
   * @param ready ladders made since the tasks started
   * @param refused originals refused since then
   * @param bytesInFlight of originals that are in memory now
   * @param pixelsInFlight that are being rendered now
   */
  public record Making(long ready, long refused, long bytesInFlight, long pixelsInFlight) {
    static final Making NOTHING = new Making(0, 0, 0, 0);

    Making plus(Making other) {
      return new Making(
          ready + other.ready,
          refused + other.refused,
          bytesInFlight + other.bytesInFlight,
          pixelsInFlight + other.pixelsInFlight);
    }
  }

  /**
   * A completed checkpoint.
   *
   * @param ageMs since it was completed
   * @param tookMs from its start to its completion
   * @param bytes its size
   */
  public record Checkpoint(long ageMs, long tookMs, long bytes) {}

  /**
   * A stage: operators that run in one task.
   *
   * @param name as the job names it
   * @param state as Flink names it
   * @param parallelism how many tasks run it
   * @param recordsIn records that it has read since the job started
   * @param recordsPerSecond records that it reads now, by all its tasks
   * @param busyPercent how much of its time it works, the busiest task's; null where not known
   * @param backpressurePercent how much of its time it waits for the stage after it, the worst
   *     task's; null where not known
   */
  public record Stage(
      String name,
      String state,
      int parallelism,
      long recordsIn,
      @Nullable Double recordsPerSecond,
      @Nullable Double busyPercent,
      @Nullable Double backpressurePercent) {}

  /** Whether it does its work. */
  public boolean runs() {
    return state.equals("RUNNING");
  }
}
