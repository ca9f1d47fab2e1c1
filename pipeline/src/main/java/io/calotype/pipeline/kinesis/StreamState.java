package io.calotype.pipeline.kinesis;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the enumerator keeps in a checkpoint.
 *
 * @param streamCreated when the stream that all this is about was created, or null before the
 *     stream was first seen
 * @param startPosition where shards not yet known begin
 * @param assignedShardIds shards given to readers, whose positions are in the readers' state
 * @param finishedShardIds shards read to their end that the stream still lists
 * @param unassigned shards ready to be given to a reader
 */
public record StreamState(
    @Nullable Instant streamCreated,
    ShardPosition startPosition,
    Set<String> assignedShardIds,
    Set<String> finishedShardIds,
    List<ShardSplit> unassigned) {

  public StreamState {
    assignedShardIds = Set.copyOf(assignedShardIds);
    finishedShardIds = Set.copyOf(finishedShardIds);
    unassigned = List.copyOf(unassigned);
  }
}
