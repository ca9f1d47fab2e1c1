package io.calotype.pipeline.kinesis;

import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where to begin when there is no checkpoint.
 *
 * @param kind which place
 * @param timestamp for {@link Kind#AT_TIMESTAMP} when, else null
 */
public record InitialPosition(Kind kind, @Nullable Instant timestamp) implements Serializable {

  /** The places to begin at. */
  public enum Kind {
    /** The oldest record that the stream still keeps. */
    TRIM_HORIZON,
    /** What arrives from the moment on at which the job is made. */
    LATEST,
    /** What arrived at a given time or later. */
    AT_TIMESTAMP
  }

  public InitialPosition {
    if ((kind == Kind.AT_TIMESTAMP) != (timestamp != null)) {
      throw new IllegalArgumentException(
          "expected a timestamp with AT_TIMESTAMP and with nothing else but got "
              + kind
              + " and "
              + timestamp);
    }
  }

  /** The oldest record that the stream still keeps. */
  public static InitialPosition trimHorizon() {
    return new InitialPosition(Kind.TRIM_HORIZON, null);
  }

  /** What arrives from the start of the job on. */
  public static InitialPosition latest() {
    return new InitialPosition(Kind.LATEST, null);
  }

  /** What arrived at this time or later. */
  public static InitialPosition atTimestamp(Instant timestamp) {
    return new InitialPosition(Kind.AT_TIMESTAMP, timestamp);
  }

  /**
   * The place in a shard that this means for a job started at {@code jobStart}. LATEST becomes that
   * time: asked for again after a restart, it would skip what arrived while the job was down.
   */
  ShardPosition resolve(Instant jobStart) {
    if (timestamp != null) {
      return new ShardPosition.AtTimestamp(timestamp);
    }
    return kind == Kind.LATEST
        ? new ShardPosition.AtTimestamp(jobStart)
        : new ShardPosition.TrimHorizon();
  }
}
