package io.calotype.pipeline.kinesis;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;

/** Keeps what a reader emits. */
final class FakeReaderOutput implements ReaderOutput<KinesisRecord> {

  private final List<Long> timestampsMs = new ArrayList<>();
  private boolean idle;

  List<Long> timestampsMs() {
    return timestampsMs;
  }

  boolean idle() {
    return idle;
  }

  @Override
  public void collect(KinesisRecord record) {
    throw new UnsupportedOperationException("Expected a record with its timestamp.");
  }

  @Override
  public void collect(KinesisRecord record, long timestamp) {
    timestampsMs.add(timestamp);
  }

  @Override
  public void emitWatermark(Watermark watermark) {
    throw new UnsupportedOperationException("Expected no watermark from the source itself.");
  }

  @Override
  public void markIdle() {
    idle = true;
  }

  @Override
  public void markActive() {
    idle = false;
  }

  @Override
  public SourceOutput<KinesisRecord> createOutputForSplit(String splitId) {
    return this;
  }

  @Override
  public void releaseOutputForSplit(String splitId) {
    // It is the same for all.
  }
}
