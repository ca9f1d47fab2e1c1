package io.calotype.pipeline.kinesis;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/** Which reader has which shards, so that the next one goes to the reader that has the fewest. */
final class ReaderLoads {

  private final Map<String, Integer> readerByShardId = new HashMap<>();

  /** Whether a reader has this shard. */
  boolean has(String shardId) {
    return readerByShardId.containsKey(shardId);
  }

  /** The reader with the fewest shards; of equals the first. */
  int leastLoaded(Collection<Integer> readers) {
    return readers.stream()
        .min(Comparator.comparingLong(this::load).thenComparing(Comparator.naturalOrder()))
        .orElseThrow();
  }

  /** Notes that the reader has this shard now. */
  void give(String shardId, int reader) {
    readerByShardId.put(shardId, reader);
  }

  /** Notes that nobody reads these shards any more. */
  void release(Collection<String> shardIds) {
    readerByShardId.keySet().removeAll(shardIds);
  }

  /** Notes that the reader is gone, and has nothing. */
  void forget(int reader) {
    readerByShardId.values().removeIf(owner -> owner == reader);
  }

  private long load(int reader) {
    return readerByShardId.values().stream().filter(owner -> owner == reader).count();
  }
}
