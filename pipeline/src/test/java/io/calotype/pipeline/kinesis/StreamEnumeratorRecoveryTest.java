package io.calotype.pipeline.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How it goes on: after a checkpoint, with readers that were lost, on a stream made anew. */
final class StreamEnumeratorRecoveryTest {
  private static final ShardPosition TRIM_HORIZON = new ShardPosition.TrimHorizon();
  private static final ShardPosition SHARD_END = new ShardPosition.ShardEnd();
  private final FakeStream stream = FakeStream.create("enumerator", 4);

  @Test
  void keepsTheStartOfTheJobAsTheMeaningOfLatest() throws Throwable {
    Instant jobStart = Instant.ofEpochMilli(77_777);
    ShardPosition latest = InitialPosition.latest().resolve(jobStart);
    EnumeratorRun before = new EnumeratorRun(stream, 1, ShardLedger.beginningAt(latest));
    before.discover();
    StreamState state = before.enumerator.snapshotState(1);

    EnumeratorRun after = restore(1, state);
    after.register(0);
    after.discover();
    assertThat(after.assignments())
        .hasSize(4)
        .allMatch(split -> split.position().equals(new ShardPosition.AtTimestamp(jobStart)));
  }

  @Test
  void givesNothingOutBeforeTheStreamHasBeenListed() throws Throwable {
    EnumeratorRun run = restore(1, restorable(split(0, TRIM_HORIZON)));
    run.register(0, split(1, TRIM_HORIZON));
    assertThat(run.assigned()).isEmpty();

    run.discover();
    assertThat(run.assigned()).contains(id(0), id(1));
  }

  @Test
  void learnsFromTheReaderOfAnEndThatItsOwnCheckpointMissed() throws Throwable {
    List<String> children = stream.split(id(0));
    EnumeratorRun run = restore(1, state(Set.of(id(0)), Set.of()));
    run.discover();
    assertThat(run.assigned()).isEmpty();

    run.register(0, split(0, SHARD_END));

    assertThat(run.assigned()).containsAll(children).doesNotContain(id(0));
  }

  @Test
  void keepsInItsStateWhatIsAssignedAndWhatIsNot() throws Throwable {
    EnumeratorRun run = new EnumeratorRun(stream, 2, beginning());
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
  void forgetsFinishedShardsThatTheStreamListsNoMore() throws Throwable {
    stream.split(id(0));
    stream.trim(id(0));
    EnumeratorRun run = restore(1, state(ids(1, 2, 3), ids(0)));
    run.discover();

    assertThat(run.enumerator.snapshotState(1).finishedShardIds()).isEmpty();
  }

  @Test
  void givesShardsOfALostReaderOutAgainWhenItIsBack() throws Throwable {
    EnumeratorRun run = new EnumeratorRun(stream, 2, beginning());
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
    EnumeratorRun run = restore(3, state(ids(0, 1, 2, 3), Set.of()));
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
    EnumeratorRun run = restore(1, state(ids(0, 1, 2, 3), Set.of()));
    run.discover();
    ShardSplit shard = split(0, new ShardPosition.AfterSequenceNumber("42"));
    run.register(0, shard);

    run.lose(0, List.of(shard)); // before another checkpoint: its state holds the shard as well
    run.register(0, shard);

    assertThat(run.assigned()).containsExactly(id(0), id(0)); // once in each life of the reader
  }

  @Test
  void leavesAShardWithItsNewReaderWhenTheOldOneReportsItAgain() throws Throwable {
    EnumeratorRun run = restore(2, state(ids(0, 1, 2, 3), Set.of()));
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
    EnumeratorRun run = restore(1, state);
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
    EnumeratorRun run = restore(1, state);
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
    EnumeratorRun run = restore(1, state);
    run.register(0);
    run.discover();

    assertThat(run.assignments())
        .hasSize(2)
        .allMatch(split -> split.position().equals(TRIM_HORIZON));
  }

  private static ShardLedger beginning() {
    return ShardLedger.beginningAt(TRIM_HORIZON);
  }

  private EnumeratorRun restore(int parallelism, StreamState state) {
    return new EnumeratorRun(stream, parallelism, ShardLedger.restoredFrom(state));
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
}
