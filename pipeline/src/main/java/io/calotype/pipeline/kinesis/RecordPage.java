package io.calotype.pipeline.kinesis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one poll of a shard brought.
 *
 * @param records in the shard's order; often none
 * @param nextIterator where to go on, or null at the end of a closed shard
 * @param childShardIds at the end of a closed shard: the shards that go on from there
 * @param behindLatestMs how far behind the shard's newest record this page ends
 */
public record RecordPage(
    List<KinesisRecord> records,
    @Nullable String nextIterator,
    List<String> childShardIds,
    long behindLatestMs) {

  public RecordPage {
    records = List.copyOf(records);
    childShardIds = List.copyOf(childShardIds);
  }

  /** The end of a shard of which the stream keeps nothing any more. */
  static RecordPage endOfShard() {
    return new RecordPage(List.of(), null, List.of(), 0);
  }

  /** Whether the shard has nothing more. */
  public boolean endsShard() {
    return nextIterator == null;
  }
}
