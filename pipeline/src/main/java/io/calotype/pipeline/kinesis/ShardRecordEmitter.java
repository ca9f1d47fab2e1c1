package io.calotype.pipeline.kinesis;

import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.base.source.reader.RecordEmitter;

/** Emits a record at the time it arrived at the stream, and moves the shard's position past it. */
final class ShardRecordEmitter
    implements RecordEmitter<KinesisRecord, KinesisRecord, ShardProgress> {

  private final ReaderMetrics metrics;

  ShardRecordEmitter(ReaderMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void emitRecord(
      KinesisRecord record, SourceOutput<KinesisRecord> output, ShardProgress progress) {
    output.collect(record, record.approximateArrivalMs());
    progress.emitted(record);
    metrics.emitted(record);
  }
}
