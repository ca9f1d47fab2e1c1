package io.calotype.pipeline.kinesis;

import io.calotype.pipeline.metrics.OwnMetrics;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;

/**
 * What a reader tells about itself. Flink counts the records ({@code numRecordsIn}); here are:
 *
 * <ul>
 *   <li>{@code numBytesIn}: payload bytes emitted
 *   <li>{@code kinesisanalytics.kinesis.shardId.<id>.millisBehindLatest}: how far the reader is
 *       behind the shard's newest record; 0 once the shard has ended
 *   <li>{@code throttled}, {@code iteratorsExpired}, {@code faults}, beside it: polls that failed,
 *       by cause
 * </ul>
 */
final class ReaderMetrics {

  private final MetricGroup group;
  private final Counter bytes;
  private final Counter throttled;
  private final Counter iteratorsExpired;
  private final Counter faults;
  private final Map<String, Long> behindLatestMs = new ConcurrentHashMap<>();

  ReaderMetrics(SourceReaderMetricGroup reader) {
    group = OwnMetrics.of(reader).addGroup("kinesis");
    bytes = reader.getIOMetricGroup().getNumBytesInCounter();
    throttled = group.counter("throttled");
    iteratorsExpired = group.counter("iteratorsExpired");
    faults = group.counter("faults");
  }

  void emitted(KinesisRecord record) {
    bytes.inc(record.data().length);
  }

  /** Notes how far behind its newest record a shard has been read. */
  void behindLatest(String shardId, long ms) {
    if (behindLatestMs.put(shardId, ms) == null) {
      Gauge<Long> gauge = () -> behindLatestMs.getOrDefault(shardId, 0L);
      group.addGroup("shardId", shardId).gauge("millisBehindLatest", gauge);
    }
  }

  /** Notes a poll that failed. */
  void failed(StreamException.Kind kind) {
    switch (kind) {
      case THROTTLED -> throttled.inc();
      case ITERATOR_EXPIRED -> iteratorsExpired.inc();
      case UNAVAILABLE, SHARD_NOT_FOUND, STREAM_NOT_FOUND, REFUSED -> faults.inc();
    }
  }
}
