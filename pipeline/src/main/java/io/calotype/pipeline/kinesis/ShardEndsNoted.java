package io.calotype.pipeline.kinesis;

import java.util.Set;
import org.apache.flink.api.connector.source.SourceEvent;

/**
 * From enumerator to reader: it knows that these shards have ended, and every checkpoint from here
 * on will hold it; the reader need not keep them.
 *
 * @param shardIds the shards
 */
record ShardEndsNoted(Set<String> shardIds) implements SourceEvent {

  ShardEndsNoted {
    shardIds = Set.copyOf(shardIds);
  }
}
