package io.calotype.pipeline.kinesis;

import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsRemoval;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls a reader's shards on one thread: always the one whose turn it is soonest, each no more
 * often than {@link PollingSettings#pollInterval()}.
 *
 * <p>A shard whose poll failed steps back until its turn comes again; the others go on meanwhile.
 * All methods but {@link #wakeUp()} run on the fetcher's thread.
 */
final class ShardSplitReader implements SplitReader<KinesisRecord, ShardSplit> {

  private static final Logger LOG = LoggerFactory.getLogger(ShardSplitReader.class);

  private final StreamClient client;
  private final PollingSettings polling;
  private final ReaderMetrics metrics;
  private final PollTimer timer;
  private final RandomGenerator random;
  private final Map<String, ShardCursor> cursors = new LinkedHashMap<>();

  ShardSplitReader(
      StreamClient client,
      PollingSettings polling,
      ReaderMetrics metrics,
      PollTimer timer,
      RandomGenerator random) {
    this.client = client;
    this.polling = polling;
    this.metrics = metrics;
    this.timer = timer;
    this.random = random;
  }

  /** Polls until there is something to hand on, or {@link #wakeUp()} is called. */
  @Override
  public RecordsWithSplitIds<KinesisRecord> fetch() throws IOException {
    while (true) {
      Optional<ShardCursor> next =
          cursors.values().stream()
              .filter(cursor -> !cursor.paused())
              .min(Comparator.comparingLong(ShardCursor::dueMs));
      if (timer.sleepUntil(next.map(ShardCursor::dueMs).orElse(Long.MAX_VALUE))) {
        return new RecordsBySplits.Builder<KinesisRecord>().build();
      }
      if (next.isPresent()) {
        RecordPage page = poll(next.get());
        if (page != null && (page.endsShard() || !page.records().isEmpty())) {
          return handOn(next.get(), page);
        }
      }
    }
  }

  @Override
  public void handleSplitsChanges(SplitsChange<ShardSplit> change) {
    if (change instanceof SplitsAddition) {
      for (ShardSplit split : change.splits()) {
        cursors.put(split.splitId(), new ShardCursor(split, timer.nowMs()));
      }
    } else if (change instanceof SplitsRemoval) {
      change.splits().forEach(split -> cursors.remove(split.splitId()));
    } else {
      throw new UnsupportedOperationException(
          "Expected shards to be added or removed but got " + change + ".");
    }
  }

  /** Stops polling some shards and goes on with others: for aligned watermarks. */
  @Override
  public void pauseOrResumeSplits(
      Collection<ShardSplit> splitsToPause, Collection<ShardSplit> splitsToResume) {
    splitsToPause.forEach(split -> pause(split, true));
    splitsToResume.forEach(split -> pause(split, false));
  }

  @Override
  public void wakeUp() {
    timer.wakeUp();
  }

  @Override
  public void close() {
    client.close();
  }

  private void pause(ShardSplit split, boolean paused) {
    ShardCursor cursor = cursors.get(split.splitId());
    if (cursor != null) { // else it has ended meanwhile
      cursor.pause(paused);
    }
  }

  /** One poll; null if it failed and is to be tried again. */
  private @Nullable RecordPage poll(ShardCursor cursor) throws IOException {
    long startMs = timer.nowMs();
    cursor.dueAt(startMs + polling.pollInterval().toMillis());
    try {
      RecordPage page = cursor.read(client, polling.recordsPerPollMax());
      metrics.behindLatest(cursor.shardId(), page.endsShard() ? 0 : page.behindLatestMs());
      return page;
    } catch (StreamException e) {
      metrics.failed(e.kind());
      return stepBack(cursor, startMs, e);
    }
  }

  private @Nullable RecordPage stepBack(ShardCursor cursor, long startMs, StreamException e)
      throws IOException {
    switch (e.kind()) {
      case THROTTLED -> {
        LOG.debug("Shard {} is throttled: {}", cursor.shardId(), e.getMessage());
        delay(cursor, startMs, cursor.throttled());
      }
      case ITERATOR_EXPIRED -> {
        LOG.info("The iterator of shard {} expired, opening another one", cursor.shardId());
        cursor.dropIterator();
        failIfTooMany(cursor, cursor.faulted(), e);
      }
      case UNAVAILABLE -> {
        int faults = cursor.faulted();
        LOG.warn("Reading shard {} failed ({}): {}", cursor.shardId(), faults, e.getMessage());
        failIfTooMany(cursor, faults, e);
        delay(cursor, startMs, faults);
      }
      case SHARD_NOT_FOUND -> {
        LOG.warn(
            "Shard {} is gone: its last records passed the stream's retention before they were read",
            cursor.shardId());
        metrics.behindLatest(cursor.shardId(), 0);
        return RecordPage.endOfShard();
      }
      case STREAM_NOT_FOUND, REFUSED ->
          throw new IOException("Cannot read shard " + cursor.shardId() + ": " + e.getMessage(), e);
    }
    return null;
  }

  private void delay(ShardCursor cursor, long startMs, int failures) {
    long delayMs = polling.backoff().delayMs(failures, random);
    cursor.dueAt(startMs + Math.max(delayMs, polling.pollInterval().toMillis()));
  }

  private void failIfTooMany(ShardCursor cursor, int faults, StreamException e) throws IOException {
    if (faults > polling.retriesMax()) {
      throw new IOException(
          "Reading shard %s failed %d times in a row: %s"
              .formatted(cursor.shardId(), faults, e.getMessage()),
          e);
    }
  }

  private RecordsWithSplitIds<KinesisRecord> handOn(ShardCursor cursor, RecordPage page) {
    RecordsBySplits.Builder<KinesisRecord> records = new RecordsBySplits.Builder<>();
    records.addAll(cursor.shardId(), page.records());
    if (page.endsShard()) {
      LOG.info("Shard {} ended; it goes on in {}", cursor.shardId(), page.childShardIds());
      cursors.remove(cursor.shardId());
      records.addFinishedSplit(cursor.shardId());
    }
    return records.build();
  }
}
