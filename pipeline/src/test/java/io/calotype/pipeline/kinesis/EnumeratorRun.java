package io.calotype.pipeline.kinesis;

import io.calotype.pipeline.fault.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.mocks.MockSplitEnumeratorContext;

/** One life of an enumerator: the readers that come and go, and what it gives them. */
final class EnumeratorRun {
  final MockSplitEnumeratorContext<ShardSplit> context;
  final StreamEnumerator enumerator;

  EnumeratorRun(FakeStream stream, int parallelism, ShardLedger ledger) {
    context = new MockSplitEnumeratorContext<>(parallelism);
    PollingSettings polling =
        new PollingSettings(
            Duration.ofSeconds(1),
            Duration.ofMillis(200),
            10,
            3,
            new Backoff(Duration.ofMillis(1), Duration.ofMillis(1)),
            Duration.ofSeconds(1));
    enumerator =
        new StreamEnumerator(
            context,
            new StreamDiscovery(stream.clients().create(), polling, new SplittableRandom(1)),
            polling.discoveryInterval(),
            ledger);
    enumerator.start();
  }

  void discover() throws Throwable {
    context.runPeriodicCallable(0);
  }

  void register(int reader, ShardSplit... reported) {
    context.registerReader(ReaderInfo.createReaderInfo(reader, "here", List.of(reported)));
    enumerator.addReader(reader);
  }

  void lose(int reader, List<ShardSplit> givenSinceCheckpoint) {
    context.unregisterReader(reader);
    enumerator.addSplitsBack(givenSinceCheckpoint, reader);
  }

  void ended(int reader, String shardId) {
    enumerator.handleSourceEvent(reader, new ShardsEnded(Set.of(shardId)));
  }

  List<ShardSplit> assignments() {
    List<ShardSplit> splits = new ArrayList<>();
    context
        .getSplitsAssignmentSequence()
        .forEach(step -> step.assignment().values().forEach(splits::addAll));
    return splits;
  }

  List<String> assigned() {
    return assignments().stream().map(ShardSplit::shardId).toList();
  }

  List<ShardSplit> assignedTo(int reader) {
    List<ShardSplit> splits = new ArrayList<>();
    context
        .getSplitsAssignmentSequence()
        .forEach(step -> splits.addAll(step.assignment().getOrDefault(reader, List.of())));
    return splits;
  }
}
