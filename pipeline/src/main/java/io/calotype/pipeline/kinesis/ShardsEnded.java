package io.calotype.pipeline.kinesis;

import java.util.Set;
import org.apache.flink.api.connector.source.SourceEvent;

/**
 * From reader to enumerator: these shards have been read to their end, and a completed checkpoint
 * holds that.
 *
 * @param shardIds the shards
 */
record ShardsEnded(Set<String> shardIds) implements SourceEvent {

  ShardsEnded {
    shardIds = Set.copyOf(shardIds);
  }
}
