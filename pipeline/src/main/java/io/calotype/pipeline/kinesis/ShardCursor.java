package io.calotype.pipeline.kinesis;

import org.jspecify.annotations.Nullable;

/**
 * One shard being read: where it stands, and when it is its turn again. It runs ahead of {@link
 * ShardProgress} by what has been fetched but not yet emitted.
 */
final class ShardCursor {

  private final String shardId;

  private ShardPosition position;
  private @Nullable String iterator;
  private long dueMs;
  private int failures;
  private int faults;
  private boolean paused;

  /**
   * @param dueMs when the first poll may be made
   */
  ShardCursor(ShardSplit split, long dueMs) {
    this.shardId = split.shardId();
    this.position = split.position();
    this.dueMs = dueMs;
  }

  String shardId() {
    return shardId;
  }

  /** When its next poll may be made. */
  long dueMs() {
    return dueMs;
  }

  void dueAt(long newDueMs) {
    this.dueMs = newDueMs;
  }

  boolean paused() {
    return paused;
  }

  void pause(boolean newPaused) {
    this.paused = newPaused;
  }

  /** Reads the next page, and stands behind it then. */
  RecordPage read(StreamClient client, int recordsMax) throws StreamException {
    if (iterator == null) {
      iterator = client.getShardIterator(shardId, position);
    }
    RecordPage page = client.getRecords(shardId, iterator, recordsMax);
    iterator = page.nextIterator();
    int count = page.records().size();
    if (count > 0) {
      position =
          new ShardPosition.AfterSequenceNumber(page.records().get(count - 1).sequenceNumber());
    }
    failures = 0;
    faults = 0;
    return page;
  }

  /** Notes that a read failed by too many calls. Returns how many reads failed in a row. */
  int throttled() {
    return ++failures;
  }

  /** Notes that a read failed otherwise. Returns how many did so since the last good one. */
  int faulted() {
    failures++;
    return ++faults;
  }

  /** The next read opens an iterator behind the last record read. */
  void dropIterator() {
    iterator = null;
  }
}
