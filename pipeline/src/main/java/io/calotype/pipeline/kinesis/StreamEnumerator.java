package io.calotype.pipeline.kinesis;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the stream's shards and gives them to the readers: each to one, evenly, parents before
 * children. All methods run on the coordinator's thread.
 *
 * <p>Shards are given out only while all readers are there: after a restart they arrive one by one,
 * and the first would get everything.
 */
final class StreamEnumerator implements SplitEnumerator<ShardSplit, StreamState> {

  private static final Logger LOG = LoggerFactory.getLogger(StreamEnumerator.class);

  private final SplitEnumeratorContext<ShardSplit> context;
  private final StreamDiscovery discovery;
  private final Duration discoveryInterval;
  private final ShardLedger ledger;
  private final ReaderLoads loads = new ReaderLoads();

  StreamEnumerator(
      SplitEnumeratorContext<ShardSplit> context,
      StreamDiscovery discovery,
      Duration discoveryInterval,
      ShardLedger ledger) {
    this.context = context;
    this.discovery = discovery;
    this.discoveryInterval = discoveryInterval;
    this.ledger = ledger;
  }

  @Override
  public void start() {
    context.metricGroup().setUnassignedSplitsGauge(() -> (long) ledger.unassignedCount());
    context.metricGroup().gauge("openShards", (Gauge<Integer>) ledger::openCount);
    context.callAsync(discovery::list, this::onListed, 0, discoveryInterval.toMillis());
  }

  @Override
  public void handleSplitRequest(int subtaskId, @Nullable String requesterHostname) {
    // Shards are given out unasked.
  }

  /** A reader arrives; after a restart it reports what its checkpoint holds. */
  @Override
  public void addReader(int subtaskId) {
    ReaderInfo reader = context.registeredReaders().get(subtaskId);
    List<ShardSplit> reported =
        reader == null ? List.of() : reader.getReportedSplitsOnRegistration();
    // If it failed twice within one checkpoint, what it reports may be with another reader already.
    ledger.takeBack(reported.stream().filter(split -> !loads.has(split.shardId())).toList());
    assign();
  }

  /** A reader was lost; what it held at the checkpoint it will report itself when it is back. */
  @Override
  public void addSplitsBack(List<ShardSplit> splits, int subtaskId) {
    loads.forget(subtaskId);
    ledger.takeBack(splits);
    assign();
  }

  @Override
  public void handleSourceEvent(int subtaskId, SourceEvent event) {
    if (!(event instanceof ShardsEnded ended)) {
      throw new FlinkRuntimeException("Expected ShardsEnded but got " + event + ".");
    }
    LOG.info("Read to their end: {}", ended.shardIds());
    ledger.finish(ended.shardIds());
    loads.release(ended.shardIds());
    context.sendEventToSourceReader(subtaskId, new ShardEndsNoted(ended.shardIds()));
    assign();
    // Their children may be newer than the last listing: do not let them wait for the next one.
    context.callAsync(discovery::list, this::onListed);
  }

  @Override
  public StreamState snapshotState(long checkpointId) {
    return ledger.snapshot();
  }

  @Override
  public void close() {
    discovery.close();
  }

  private void onListed(@Nullable StreamListing listing, @Nullable Throwable failure) {
    if (failure != null || listing == null) {
      throw new FlinkRuntimeException(
          "Cannot list the stream's shards, so the job restarts: "
              + (failure == null ? "no answer" : failure.getMessage()),
          failure);
    }
    if (ledger.streamSeen() && ledger.isOfAnotherStream(listing)) {
      // Readers are in the middle of shards that are gone; a restart takes all of them back.
      throw new FlinkRuntimeException(
          "The stream %s was deleted and made anew at %s while it was read, so the job restarts to read the new one from its beginning."
              .formatted(listing.stream().arn(), listing.stream().created()));
    }
    ledger.observe(listing);
    assign();
  }

  private void assign() {
    Set<Integer> readers = context.registeredReaders().keySet();
    if (readers.size() < context.currentParallelism()) {
      return;
    }
    for (ShardSplit split : ledger.assignable()) {
      int reader = loads.leastLoaded(readers);
      LOG.info("Giving {} to reader {}", split, reader);
      context.assignSplit(split, reader);
      ledger.assigned(split);
      loads.give(split.shardId(), reader);
    }
  }
}
