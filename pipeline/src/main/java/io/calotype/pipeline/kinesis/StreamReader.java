package io.calotype.pipeline.kinesis;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.RecordEmitter;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.core.io.InputStatus;

/**
 * Emits what {@link ShardSplitReader} fetches, and keeps the shards' state.
 *
 * <p>A shard read to its end stays in the state until the enumerator has noted that: the first
 * completed checkpoint that holds the end makes the reader tell the enumerator, whose answer lets
 * the reader forget the shard. A restart in between loses nothing, since the reader reports it.
 */
@SuppressWarnings("try") // Flink's readers may be interrupted in close()
final class StreamReader
    extends SingleThreadMultiplexSourceReaderBase<
        KinesisRecord, KinesisRecord, ShardSplit, ShardProgress> {

  private final Map<String, ShardSplit> ended = new LinkedHashMap<>();
  private final NavigableMap<Long, Set<String>> endedByCheckpoint = new TreeMap<>();

  StreamReader(
      Supplier<SplitReader<KinesisRecord, ShardSplit>> splitReaders,
      RecordEmitter<KinesisRecord, KinesisRecord, ShardProgress> emitter,
      SourceReaderContext context) {
    super(splitReaders, emitter, context.getConfiguration(), context);
  }

  /** Without a shard it is idle: it must not hold back the watermarks of the others. */
  @Override
  public InputStatus pollNext(ReaderOutput<KinesisRecord> output) throws Exception {
    InputStatus status = super.pollNext(output);
    if (getNumberOfCurrentlyAssignedSplits() == 0) {
      output.markIdle();
    }
    return status;
  }

  @Override
  public List<ShardSplit> snapshotState(long checkpointId) {
    List<ShardSplit> splits = new ArrayList<>(super.snapshotState(checkpointId));
    splits.addAll(ended.values());
    if (!ended.isEmpty()) {
      endedByCheckpoint.put(checkpointId, Set.copyOf(ended.keySet()));
    }
    return splits;
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    super.notifyCheckpointComplete(checkpointId);
    NavigableMap<Long, Set<String>> completed = endedByCheckpoint.headMap(checkpointId, true);
    Set<String> shardIds = new HashSet<>();
    completed.values().forEach(shardIds::addAll);
    completed.clear();
    shardIds.retainAll(ended.keySet());
    if (!shardIds.isEmpty()) {
      context.sendSourceEventToCoordinator(new ShardsEnded(shardIds));
    }
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    if (event instanceof ShardEndsNoted noted) {
      ended.keySet().removeAll(noted.shardIds());
    } else {
      super.handleSourceEvents(event);
    }
  }

  @Override
  protected void onSplitFinished(Map<String, ShardProgress> finished) {
    finished.forEach(
        (shardId, progress) ->
            ended.put(shardId, progress.toSplit().at(new ShardPosition.ShardEnd())));
  }

  @Override
  protected ShardProgress initializedState(ShardSplit split) {
    return new ShardProgress(split);
  }

  @Override
  protected ShardSplit toSplitType(String shardId, ShardProgress progress) {
    return progress.toSplit();
  }
}
