package io.calotype.pipeline.kinesis;

import java.time.Instant;
import java.util.List;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * A shard, and how far it has been read.
 *
 * @param shardId the shard's id, unique within one stream
 * @param position where to read on
 * @param parentShardIds the shards it was made from by a split (one) or a merge (two)
 * @param streamCreated when the stream was created; a split of a deleted stream of the same name
 *     has another time here, and its position means nothing
 */
public record ShardSplit(
    String shardId, ShardPosition position, List<String> parentShardIds, Instant streamCreated)
    implements SourceSplit {

  public ShardSplit {
    parentShardIds = List.copyOf(parentShardIds);
  }

  @Override
  public String splitId() {
    return shardId;
  }

  /** The same shard, read up to another position. */
  public ShardSplit at(ShardPosition newPosition) {
    return new ShardSplit(shardId, newPosition, parentShardIds, streamCreated);
  }

  /** Whether the shard has been read to its end. */
  public boolean ended() {
    return position instanceof ShardPosition.ShardEnd;
  }
}
