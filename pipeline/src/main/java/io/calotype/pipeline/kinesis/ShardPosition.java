package io.calotype.pipeline.kinesis;

import java.io.Serializable;
import java.time.Instant;

/** A place in a shard from which to read on. */
public sealed interface ShardPosition extends Serializable {

  /** Before the oldest record that the stream still keeps. */
  record TrimHorizon() implements ShardPosition {}

  /**
   * Before the first record that arrived at this time or later.
   *
   * @param timestamp to the millisecond; Kinesis refuses one in the future
   */
  record AtTimestamp(Instant timestamp) implements ShardPosition {}

  /**
   * Behind the record with this sequence number.
   *
   * @param sequenceNumber of the last record read
   */
  record AfterSequenceNumber(String sequenceNumber) implements ShardPosition {}

  /** Behind the last record of a closed shard: nothing more will come. */
  record ShardEnd() implements ShardPosition {}
}
