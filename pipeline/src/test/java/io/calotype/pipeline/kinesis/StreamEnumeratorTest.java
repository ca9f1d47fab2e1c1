package io.calotype.pipeline.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calotype.pipeline.fault.Backoff;
import io.calotype.pipeline.kinesis.StreamException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.mocks.MockSplitEnumeratorContext;
import org.apache.flink.util.FlinkRuntimeException;
import org.junit.jupiter.api.Test;

final class StreamEnumeratorTest {

  private static final ShardPosition TRIM_HORIZON = new ShardPosition.TrimHorizon();
  private static final ShardPosition SHARD_END = new ShardPosition.ShardEnd();

  private final FakeStream stream = FakeStream.create("enumerator", 4);

  @Test
  void givesShardsOutOnlyWhenAllReadersAreThereAndEvenly() throws Throwable {
    Run run = new Run(2, beginning());
    run.discover();
    run.register(0);
    assertThat(run.assigned()).isEmpty();

    run.register(1);
    assertThat(run.assigned()).hasSize(4);
    assertThat(run.assignedTo(0)).hasSize(2);
    assertThat(run.assignedTo(1)).hasSize(2);
  }

  @Test
  void givesNothingOutBeforeTheStreamHasBeenListed() throws Throwable {
    Run run = new Run(1, ShardLedger.restoredFrom(restorable(split(0, TRIM_HORIZON))));
    run.register(0, split(1, TRIM_HORIZON));
    assertThat(run.assigned()).isEmpty();

    run.discover();
    assertThat(run.assigned()).contains(id(0), id(1));
  }

  @Test
  void keepsTheStartOfTheJobAsTheMeaningOfLatest() throws Throwable {
    Instant jobStart = Instant.ofEpochMilli(77_777);
    ShardPosition latest = InitialPosition.latest().resolve(jobStart);
    Run before = new Run(1, ShardLedger.beginningAt(latest));
    before.discover();
    StreamState state = before.enumerator.snapshotState(1);

    Run after = new Run(1, ShardLedger.restoredFrom(state));
    after.register(0);
    after.discover();
    assertThat(after.assignments())
        .hasSize(4)
        .allMatch(split -> split.position().equals(new ShardPosition.AtTimestamp(jobStart)));
  }

  @Test
  void releasesChildrenOnlyOnceTheirParentsEndIsInACheckpoint() throws Throwable {
    Run run = new Run(1, beginning());
    run.register(0);
    run.discover();
    List<String> children = stream.split(id(0));
    run.discover();
    assertThat(run.assigned()).doesNotContainAnyElementsOf(children);

    run.ended(0, id(0));
    assertThat(run.assigned()).containsAll(children);
  }

  @Test
  void findsChildrenNewerThanTheLastListingAsSoonAsTheirParentEnds() throws Throwable {
    Run run = new Run(1, beginning());
    run.register(0);
    run.discover();
    List<String> children = stream.split(id(0));

    run.ended(0, id(0)); // no periodic discovery in between
    run.context.runNextOneTimeCallable();

    assertThat(run.assigned()).containsAll(children);
  }

  @Test
  void releasesAMergedShardAfterBothParents() throws Throwable {
    Run run = new Run(1, beginning());
    run.register(0);
    run.discover();
    String merged = stream.merge(id(0), id(1));
    run.discover();

    run.ended(0, id(0));
    assertThat(run.assigned()).doesNotContain(merged);
    run.ended(0, id(1));
    assertThat(run.assigned()).contains(merged);
  }

  @Test
  void answersTheReaderThatAnEndIsNoted() throws Throwable {
    Run run = new Run(1, beginning());
    run.register(0);
    run.discover();

    run.ended(0, id(2));

    assertThat(run.context.getSentSourceEvent().get(0))
        .containsExactly(new ShardEndsNoted(Set.of(id(2))));
    assertThat(run.enumerator.snapshotState(1).finishedShardIds()).containsExactly(id(2));
  }

  @Test
  void learnsFromTheReaderOfAnEndThatItsOwnCheckpointMissed() throws Throwable {
    List<String> children = stream.split(id(0));
    Run run = new Run(1, ShardLedger.restoredFrom(state(Set.of(id(0)), Set.of())));
    run.discover();
    assertThat(run.assigned()).isEmpty();

    run.register(0, split(0, SHARD_END));

    assertThat(run.assigned()).containsAll(children).doesNotContain(id(0));
  }

  @Test
  void readsAShardWhoseParentIsTrimmedAtOnce() throws Throwable {
    List<String> children = stream.split(id(0));
    stream.trim(id(0));
    Run run = new Run(1, beginning());
    run.register(0);
    run.discover();

    assertThat(run.assigned()).containsAll(children);
  }

  @Test
  void waitsForATrimmedParentThatIsStillBeingRead() throws Throwable {
    Run run = new Run(1, beginning());
    run.register(0);
    run.discover();
    List<String> children = stream.split(id(0));
    stream.trim(id(0));
    run.discover();
    assertThat(run.assigned()).doesNotContainAnyElementsOf(children);

    run.ended(0, id(0));
    assertThat(run.assigned()).containsAll(children);
  }

  @Test
  void givesShardsOfALostReaderOutAgainWhenItIsBack() throws Throwable {
    Run run = new Run(2, beginning());
    run.register(0);
    run.register(1);
    run.discover();
    List<ShardSplit> lost = run.assignedTo(1);

    run.lose(1, lost);
    assertThat(run.assigned()).hasSize(4);

    run.register(1);
    assertThat(run.assignments()).hasSize(6).endsWith(lost.toArray(ShardSplit[]::new));
    assertThat(run.assignedTo(1)).hasSize(4);
  }

  @Test
  void countsReportedShardsIntoTheLoadOfReaders() throws Throwable {
    Run run = new Run(3, ShardLedger.restoredFrom(state(ids(0, 1, 2, 3), Set.of())));
    run.discover();
    ShardPosition read = new ShardPosition.AfterSequenceNumber("42");
    run.register(0, split(0, read), split(1, read), split(2, read), split(3, read));
    run.register(1);
    run.register(2);

    assertThat(run.assignments()).hasSize(4).allMatch(split -> split.position().equals(read));
    assertThat(run.assignedTo(0)).hasSize(2);
    assertThat(run.assignedTo(1)).hasSize(1);
    assertThat(run.assignedTo(2)).hasSize(1);
  }

  @Test
  void readsAShardOnceThoughItIsGivenBackAndReportedToo() throws Throwable {
    Run run = new Run(1, ShardLedger.restoredFrom(state(ids(0, 1, 2, 3), Set.of())));
    run.discover();
    ShardSplit shard = split(0, new ShardPosition.AfterSequenceNumber("42"));
    run.register(0, shard);

    run.lose(0, List.of(shard)); // before another checkpoint: its state holds the shard as well
    run.register(0, shard);

    assertThat(run.assigned()).containsExactly(id(0), id(0)); // once in each life of the reader
  }

  @Test
  void leavesAShardWithItsNewReaderWhenTheOldOneReportsItAgain() throws Throwable {
    Run run = new Run(2, ShardLedger.restoredFrom(state(ids(0, 1, 2, 3), Set.of())));
    run.discover();
    ShardSplit[] all = {
      split(0, TRIM_HORIZON), split(1, TRIM_HORIZON), split(2, TRIM_HORIZON), split(3, TRIM_HORIZON)
    };
    run.register(0, all);
    run.register(1);
    List<ShardSplit> kept = run.assignedTo(0);
    List<ShardSplit> moved = run.assignedTo(1);
    assertThat(moved).hasSize(2);

    run.lose(0, kept); // and it restarts from the checkpoint in which it had all four
    run.register(0, all);

    assertThat(run.assignedTo(1)).isEqualTo(moved);
    assertThat(run.assigned()).hasSize(6);
  }

  @Test
  void forgetsThePositionsOfAStreamThatWasMadeAnew() throws Throwable {
    ShardSplit stale = split(0, new ShardPosition.AfterSequenceNumber("42"));
    ShardSplit staleEnd = split(1, SHARD_END);
    StreamState state = state(ids(0, 1), ids(2));
    stream.makeAnew(3);
    Run run = new Run(1, ShardLedger.restoredFrom(state));
    run.register(0, stale, staleEnd);
    run.discover();

    assertThat(run.assigned()).containsExactlyInAnyOrder(id(0), id(1), id(2));
    assertThat(run.assignments())
        .allMatch(split -> split.position().equals(TRIM_HORIZON))
        .allMatch(split -> split.streamCreated().equals(stream.created()));
  }

  @Test
  void forgetsStalePositionsReportedAfterTheListingToo() throws Throwable {
    ShardSplit stale = split(0, new ShardPosition.AfterSequenceNumber("42"));
    StreamState state = state(Set.of(id(0)), Set.of());
    stream.makeAnew(1);
    Run run = new Run(1, ShardLedger.restoredFrom(state));
    run.discover();
    run.register(0, stale);

    assertThat(run.assignments())
        .containsExactly(new ShardSplit(id(0), TRIM_HORIZON, List.of(), stream.created()));
  }

  @Test
  void readsAStreamMadeAnewFromItsBeginningThoughTheJobBeganAtLatest() throws Throwable {
    StreamState state =
        new StreamState(
            stream.created(),
            new ShardPosition.AtTimestamp(Instant.EPOCH),
            ids(0),
            Set.of(),
            List.of());
    stream.makeAnew(2);
    Run run = new Run(1, ShardLedger.restoredFrom(state));
    run.register(0);
    run.discover();

    assertThat(run.assignments())
        .hasSize(2)
        .allMatch(split -> split.position().equals(TRIM_HORIZON));
  }

  @Test
  void restartsTheJobWhenTheStreamIsMadeAnewWhileItIsRead() throws Throwable {
    Run run = new Run(1, beginning());
    run.register(0);
    run.discover();
    stream.makeAnew(4);

    assertThatThrownBy(run::discover)
        .isInstanceOf(FlinkRuntimeException.class)
        .hasMessageContaining("made anew");
  }

  @Test
  void forgetsFinishedShardsThatTheStreamListsNoMore() throws Throwable {
    stream.split(id(0));
    stream.trim(id(0));
    Run run = new Run(1, ShardLedger.restoredFrom(state(ids(1, 2, 3), ids(0))));
    run.discover();

    assertThat(run.enumerator.snapshotState(1).finishedShardIds()).isEmpty();
  }

  @Test
  void keepsInItsStateWhatIsAssignedAndWhatIsNot() throws Throwable {
    Run run = new Run(2, beginning());
    run.register(0);
    run.discover();
    assertThat(run.enumerator.snapshotState(1).unassigned()).hasSize(4);

    run.register(1);
    StreamState state = run.enumerator.snapshotState(2);
    assertThat(state.unassigned()).isEmpty();
    assertThat(state.assignedShardIds()).containsExactlyInAnyOrderElementsOf(ids(0, 1, 2, 3));
    assertThat(state.streamCreated()).isEqualTo(stream.created());
  }

  @Test
  void countsTheShardsThatStillTakeRecords() throws Throwable {
    ShardLedger ledger = beginning();
    Run run = new Run(1, ledger);
    assertThat(ledger.openCount()).isZero();

    stream.split(id(0));
    run.discover();
    assertThat(ledger.openCount()).isEqualTo(5);
  }

  @Test
  void listsAgainAfterAPassingFault() throws Throwable {
    stream.failNext(Kind.THROTTLED, 1);
    stream.failNext(Kind.UNAVAILABLE, 1);
    Run run = new Run(1, beginning());
    run.register(0);
    run.discover();

    assertThat(run.assigned()).hasSize(4);
  }

  /** Failing would only add load to a stream that is healthy. */
  @Test
  void listsAgainHoweverLongItIsThrottled() throws Throwable {
    stream.failNext(Kind.THROTTLED, 20);
    Run run = new Run(1, beginning());
    run.register(0);
    run.discover();

    assertThat(run.assigned()).hasSize(4);
  }

  @Test
  void restartsTheJobWhenAPassingFaultOfTheListingDoesNotPass() {
    stream.failNext(Kind.UNAVAILABLE, 4);
    stream.failNext(Kind.THROTTLED, 1);
    Run run = new Run(1, beginning());

    assertThatThrownBy(run::discover)
        .isInstanceOf(FlinkRuntimeException.class)
        .hasMessageContaining("injected UNAVAILABLE");
  }

  @Test
  void restartsTheJobWhenTheStreamCannotBeListed() {
    stream.failNext(Kind.STREAM_NOT_FOUND, 1);
    Run run = new Run(1, beginning());

    assertThatThrownBy(run::discover)
        .isInstanceOf(FlinkRuntimeException.class)
        .hasMessageContaining("Cannot list the stream's shards")
        .hasMessageContaining("injected STREAM_NOT_FOUND");
  }

  private static ShardLedger beginning() {
    return ShardLedger.beginningAt(TRIM_HORIZON);
  }

  private static String id(int number) {
    return FakeStream.shardId(number);
  }

  private static Set<String> ids(int... numbers) {
    return Set.of(Arrays.stream(numbers).mapToObj(FakeStream::shardId).toArray(String[]::new));
  }

  private ShardSplit split(int number, ShardPosition position) {
    return new ShardSplit(id(number), position, List.of(), stream.created());
  }

  private StreamState state(Set<String> assigned, Set<String> finished) {
    return new StreamState(stream.created(), TRIM_HORIZON, assigned, finished, List.of());
  }

  private StreamState restorable(ShardSplit unassigned) {
    return new StreamState(stream.created(), TRIM_HORIZON, ids(1), Set.of(), List.of(unassigned));
  }

  /** One life of an enumerator. */
  private final class Run {
    private final MockSplitEnumeratorContext<ShardSplit> context;
    private final StreamEnumerator enumerator;

    Run(int parallelism, ShardLedger ledger) {
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
}
