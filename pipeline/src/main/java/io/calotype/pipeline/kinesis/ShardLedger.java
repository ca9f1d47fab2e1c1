package io.calotype.pipeline.kinesis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The enumerator's book: for each shard of the stream whether it waits for its parents, may be
 * given to a reader, has been given to one, or has been read to its end.
 *
 * <p>Shards that wait are in none of the sets: they follow from the latest listing. Until the
 * stream has been listed nothing may be given out, since only then is it known whether the
 * positions are of the stream that exists now.
 */
final class ShardLedger {

  private static final Logger LOG = LoggerFactory.getLogger(ShardLedger.class);

  private final Set<String> assigned = new HashSet<>();
  private final Set<String> finished = new HashSet<>();
  private final Map<String, ShardSplit> unassigned = new LinkedHashMap<>();

  private ShardPosition startPosition;
  private @Nullable Instant streamCreated;

  /** Replaced as a whole: metrics look at it from another thread. */
  private volatile @Nullable Map<String, Shard> listed;

  private ShardLedger(ShardPosition startPosition) {
    this.startPosition = startPosition;
  }

  /** An empty book: every shard will begin at the given position. */
  static ShardLedger beginningAt(ShardPosition startPosition) {
    return new ShardLedger(startPosition);
  }

  /** The book as it was when the checkpoint was taken. */
  static ShardLedger restoredFrom(StreamState state) {
    ShardLedger ledger = new ShardLedger(state.startPosition());
    ledger.streamCreated = state.streamCreated();
    ledger.assigned.addAll(state.assignedShardIds());
    ledger.finished.addAll(state.finishedShardIds());
    state.unassigned().forEach(split -> ledger.unassigned.put(split.shardId(), split));
    return ledger;
  }

  /** What to keep in a checkpoint. */
  StreamState snapshot() {
    return new StreamState(
        streamCreated, startPosition, assigned, finished, List.copyOf(unassigned.values()));
  }

  /** Whether the stream has been listed since this book was opened. */
  boolean streamSeen() {
    return listed != null;
  }

  /** Whether the listing is of another stream than the positions here. */
  boolean isOfAnotherStream(StreamListing listing) {
    return streamCreated != null && !streamCreated.equals(listing.stream().created());
  }

  /**
   * Takes in a listing. If it is of another stream of the same name, all is forgotten, and that
   * stream will be read from its beginning: whatever it holds came after what was read of the old.
   */
  void observe(StreamListing listing) {
    if (isOfAnotherStream(listing)) {
      LOG.warn(
          "The stream {} was made anew at {}; the positions are of one made at {} and are forgotten."
              + " Reading the new one from its beginning.",
          listing.stream().arn(),
          listing.stream().created(),
          streamCreated);
      startPosition = new ShardPosition.TrimHorizon();
      assigned.clear();
      finished.clear();
    }
    Instant created = listing.stream().created();
    streamCreated = created;
    Map<String, Shard> byId = new LinkedHashMap<>();
    listing.shards().forEach(shard -> byId.put(shard.shardId(), shard));
    listed = byId;
    unassigned.values().removeIf(split -> isOfAnother(split, created));
    if (!byId.isEmpty()) { // a stream that is only being created lists none
      finished.retainAll(byId.keySet());
    }
    release();
  }

  /**
   * Takes shards back: those that a reader reports after a restart, or that it was given after the
   * checkpoint it restarts from. Those read to their end are finished by that.
   */
  void takeBack(Collection<ShardSplit> splits) {
    for (ShardSplit split : splits) {
      if (streamCreated != null && streamSeen() && isOfAnother(split, streamCreated)) {
        continue;
      }
      assigned.remove(split.shardId());
      unassigned.putIfAbsent(split.shardId(), split);
    }
    release();
  }

  /** Notes that shards have been read to their end, and that a completed checkpoint says so. */
  void finish(Collection<String> shardIds) {
    for (String shardId : shardIds) {
      assigned.remove(shardId);
      finished.add(shardId);
    }
    release();
  }

  /** The shards that may be given to readers, parents long before their children. */
  List<ShardSplit> assignable() {
    return streamSeen() ? new ArrayList<>(unassigned.values()) : List.of();
  }

  /** Notes that a shard is with a reader now. */
  void assigned(ShardSplit split) {
    unassigned.remove(split.shardId());
    assigned.add(split.shardId());
  }

  /** How many shards wait to be given to a reader. */
  int unassignedCount() {
    return unassigned.size();
  }

  /** How many of the listed shards still take records. */
  int openCount() {
    return (int) listedShards().values().stream().filter(shard -> !shard.closed()).count();
  }

  private void release() {
    if (!streamSeen() || streamCreated == null) {
      return;
    }
    for (ShardSplit split : List.copyOf(unassigned.values())) {
      if (split.ended()) {
        unassigned.remove(split.shardId());
        finished.add(split.shardId());
      }
    }
    for (Shard shard : listedShards().values()) {
      String id = shard.shardId();
      if (!isKnown(id) && shard.parentShardIds().stream().allMatch(this::isDone)) {
        unassigned.put(
            id, new ShardSplit(id, startPosition, shard.parentShardIds(), streamCreated));
      }
    }
  }

  private boolean isKnown(String shardId) {
    return assigned.contains(shardId)
        || finished.contains(shardId)
        || unassigned.containsKey(shardId);
  }

  private Map<String, Shard> listedShards() {
    Map<String, Shard> now = listed;
    return now == null ? Map.of() : now;
  }

  private boolean lists(String shardId) {
    return listedShards().containsKey(shardId);
  }

  /** Read to its end; or trimmed from the stream, with nobody reading it. */
  private boolean isDone(String parentShardId) {
    return finished.contains(parentShardId) || !(lists(parentShardId) || isKnown(parentShardId));
  }

  private static boolean isOfAnother(ShardSplit split, Instant streamCreated) {
    if (split.streamCreated().equals(streamCreated)) {
      return false;
    }
    LOG.info(
        "Forgetting {}: it is of a stream made at {}, the one of that name now was made at {}.",
        split,
        split.streamCreated(),
        streamCreated);
    return true;
  }
}
