package io.calotype.pipeline.kinesis;

/** How far a shard has been emitted; what a checkpoint takes. */
final class ShardProgress {

  private final ShardSplit split;
  private ShardPosition position;

  ShardProgress(ShardSplit split) {
    this.split = split;
    this.position = split.position();
  }

  /** Notes that a record has been emitted. */
  void emitted(KinesisRecord record) {
    position = new ShardPosition.AfterSequenceNumber(record.sequenceNumber());
  }

  /** The split as of now. */
  ShardSplit toSplit() {
    return split.at(position);
  }
}
