package io.calotype.pipeline.kinesis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A shard as the stream lists it.
 *
 * @param shardId its id
 * @param parentShardIds the shards it was made from: none, one (split) or two (merge); the stream
 *     may have forgotten them
 * @param firstSequenceNumber where its sequence numbers begin
 * @param lastSequenceNumber where they end, or null while the shard takes records
 */
public record Shard(
    String shardId,
    List<String> parentShardIds,
    String firstSequenceNumber,
    @Nullable String lastSequenceNumber) {

  public Shard {
    parentShardIds = List.copyOf(parentShardIds);
  }

  /** Whether the shard takes no more records, since it was split or merged. */
  public boolean closed() {
    return lastSequenceNumber != null;
  }
}
