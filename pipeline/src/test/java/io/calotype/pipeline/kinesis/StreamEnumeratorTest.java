package io.calotype.pipeline.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calotype.pipeline.kinesis.StreamException.Kind;
import java.util.List;
import java.util.Set;
import org.apache.flink.util.FlinkRuntimeException;
import org.junit.jupiter.api.Test;

/** Which shards are given out, when, and what comes of faults of the listing. */
final class StreamEnumeratorTest {
  private final FakeStream stream = FakeStream.create("enumerator", 4);

  @Test
  void givesShardsOutOnlyWhenAllReadersAreThereAndEvenly() throws Throwable {
    EnumeratorRun run = begin(2);
    run.discover();
    run.register(0);
    assertThat(run.assigned()).isEmpty();

    run.register(1);
    assertThat(run.assigned()).hasSize(4);
    assertThat(run.assignedTo(0)).hasSize(2);
    assertThat(run.assignedTo(1)).hasSize(2);
  }

  @Test
  void releasesChildrenOnlyOnceTheirParentsEndIsInACheckpoint() throws Throwable {
    EnumeratorRun run = begin(1);
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
    EnumeratorRun run = begin(1);
    run.register(0);
    run.discover();
    List<String> children = stream.split(id(0));

    run.ended(0, id(0)); // no periodic discovery in between
    run.context.runNextOneTimeCallable();

    assertThat(run.assigned()).containsAll(children);
  }

  @Test
  void releasesAMergedShardAfterBothParents() throws Throwable {
    EnumeratorRun run = begin(1);
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
    EnumeratorRun run = begin(1);
    run.register(0);
    run.discover();

    run.ended(0, id(2));

    assertThat(run.context.getSentSourceEvent().get(0))
        .containsExactly(new ShardEndsNoted(Set.of(id(2))));
    assertThat(run.enumerator.snapshotState(1).finishedShardIds()).containsExactly(id(2));
  }

  @Test
  void readsAShardWhoseParentIsTrimmedAtOnce() throws Throwable {
    List<String> children = stream.split(id(0));
    stream.trim(id(0));
    EnumeratorRun run = begin(1);
    run.register(0);
    run.discover();

    assertThat(run.assigned()).containsAll(children);
  }

  @Test
  void waitsForATrimmedParentThatIsStillBeingRead() throws Throwable {
    EnumeratorRun run = begin(1);
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
  void restartsTheJobWhenTheStreamIsMadeAnewWhileItIsRead() throws Throwable {
    EnumeratorRun run = begin(1);
    run.register(0);
    run.discover();
    stream.makeAnew(4);

    assertThatThrownBy(run::discover)
        .isInstanceOf(FlinkRuntimeException.class)
        .hasMessageContaining("made anew");
  }

  @Test
  void countsTheShardsThatStillTakeRecords() throws Throwable {
    ShardLedger ledger = beginning();
    EnumeratorRun run = new EnumeratorRun(stream, 1, ledger);
    assertThat(ledger.openCount()).isZero();

    stream.split(id(0));
    run.discover();
    assertThat(ledger.openCount()).isEqualTo(5);
  }

  @Test
  void listsAgainAfterAPassingFault() throws Throwable {
    stream.failNext(Kind.THROTTLED, 1);
    stream.failNext(Kind.UNAVAILABLE, 1);
    EnumeratorRun run = begin(1);
    run.register(0);
    run.discover();

    assertThat(run.assigned()).hasSize(4);
  }

  /** Failing would only add load to a stream that is healthy. */
  @Test
  void listsAgainHoweverLongItIsThrottled() throws Throwable {
    stream.failNext(Kind.THROTTLED, 20);
    EnumeratorRun run = begin(1);
    run.register(0);
    run.discover();

    assertThat(run.assigned()).hasSize(4);
  }

  @Test
  void restartsTheJobWhenAPassingFaultOfTheListingDoesNotPass() {
    stream.failNext(Kind.UNAVAILABLE, 4);
    stream.failNext(Kind.THROTTLED, 1);
    EnumeratorRun run = begin(1);

    assertThatThrownBy(run::discover)
        .isInstanceOf(FlinkRuntimeException.class)
        .hasMessageContaining("injected UNAVAILABLE");
  }

  @Test
  void restartsTheJobWhenTheStreamCannotBeListed() {
    stream.failNext(Kind.STREAM_NOT_FOUND, 1);
    EnumeratorRun run = begin(1);

    assertThatThrownBy(run::discover)
        .isInstanceOf(FlinkRuntimeException.class)
        .hasMessageContaining("Cannot list the stream's shards")
        .hasMessageContaining("injected STREAM_NOT_FOUND");
  }

  private static ShardLedger beginning() {
    return ShardLedger.beginningAt(new ShardPosition.TrimHorizon());
  }

  private EnumeratorRun begin(int parallelism) {
    return new EnumeratorRun(stream, parallelism, beginning());
  }

  private static String id(int number) {
    return FakeStream.shardId(number);
  }
}
