package io.calotype.pipeline.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calotype.pipeline.fault.Backoff;
import io.calotype.pipeline.kinesis.StreamException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsRemoval;
import org.apache.flink.metrics.testutils.MetricListener;
import org.apache.flink.runtime.metrics.groups.InternalSourceReaderMetricGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ShardSplitReaderTest {

  private static final long END_MS = 60_000;
  private static final String FIRST = FakeStream.shardId(0);
  private static final String SECOND = FakeStream.shardId(1);

  private final MetricListener metrics = new MetricListener();
  private final FakeStream stream = FakeStream.create("split-reader", 2);
  private final FakePollTimer timer = new FakePollTimer(END_MS);
  private final PollingSettings polling =
      new PollingSettings(
          Duration.ofSeconds(1),
          Duration.ofMillis(200),
          2,
          3,
          new Backoff(Duration.ofMillis(400), Duration.ofSeconds(5)),
          Duration.ofSeconds(1));
  private final ShardSplitReader reader =
      new ShardSplitReader(
          stream.clients().create(),
          polling,
          new ReaderMetrics(InternalSourceReaderMetricGroup.mock(metrics.getMetricGroup())),
          timer,
          new SplittableRandom(1));

  private final List<String> texts = new ArrayList<>();
  private final Set<String> ended = new HashSet<>();

  @Test
  void readsEachShardInOrderOverManyPages() throws IOException {
    add(FIRST, SECOND);
    for (int i = 0; i < 5; i++) {
      stream.put(FIRST, "a" + i);
      stream.put(SECOND, "b" + i);
    }

    fetchTimes(6);

    assertThat(texts)
        .filteredOn(text -> text.startsWith("a"))
        .containsExactly("a0", "a1", "a2", "a3", "a4");
    assertThat(texts)
        .filteredOn(text -> text.startsWith("b"))
        .containsExactly("b0", "b1", "b2", "b3", "b4");
  }

  @Test
  void pollsEachShardFiveTimesASecondAtMost() throws IOException {
    add(FIRST, SECOND);

    fetchTimes(1); // returns at the end of time only, for there are no records

    assertThat(stream.getRecordsCalls()).isLessThanOrEqualTo(2 * (int) (END_MS / 200 + 1));
    assertThat(stream.getRecordsCalls()).isGreaterThan((int) (END_MS / 200));
  }

  @Test
  void endsAClosedShardBehindItsLastRecord() throws IOException {
    add(FIRST);
    stream.put(FIRST, "last");
    stream.split(FIRST);

    fetchTimes(1);

    assertThat(texts).containsExactly("last");
    assertThat(ended).containsExactly(FIRST);
  }

  @Test
  void opensAnotherIteratorBehindTheLastRecordWhenOneExpires() throws IOException {
    add(FIRST);
    KinesisRecord before = stream.put(FIRST, "before");
    fetchTimes(1);

    stream.expireIterators();
    stream.put(FIRST, "after");
    fetchTimes(1);

    assertThat(texts).containsExactly("before", "after");
    assertThat(stream.iteratorsOpened())
        .containsExactly(
            FIRST + " TrimHorizon[]",
            FIRST + " AfterSequenceNumber[sequenceNumber=" + before.sequenceNumber() + "]");
    assertThat(count("iteratorsExpired")).isEqualTo(1);
  }

  @Test
  void goesOnWhereEveryIteratorIsGoodForOneReadOnly() throws IOException {
    stream.expireIteratorsAfter(1);
    add(FIRST);
    for (int i = 0; i < 10; i++) {
      stream.put(FIRST, "a" + i);
    }

    fetchTimes(5);

    assertThat(texts).containsExactly("a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9");
  }

  @Test
  void waitsEverLongerWhileThrottledAndNeverGivesUp() throws IOException {
    add(FIRST);
    stream.failNext(Kind.THROTTLED, 12);
    stream.put(FIRST, "at last");

    fetchTimes(1);

    assertThat(texts).containsExactly("at last");
    assertThat(count("throttled")).isEqualTo(12);
    // Half of 400, 800, 1600, 3200 and eight times 5000 ms at least; all of it at most.
    assertThat(timer.nowMs()).isBetween(23_000L, 46_000L);
  }

  @Test
  void letsOtherShardsGoOnWhileOneIsThrottled() throws IOException {
    add(FIRST, SECOND);
    stream.failNext(Kind.THROTTLED, 1);
    stream.put(FIRST, "throttled");
    stream.put(SECOND, "other");

    fetchTimes(2);

    assertThat(texts).containsExactly("other", "throttled");
  }

  @Test
  void readsOnAfterPassingFaults() throws IOException {
    add(FIRST);
    stream.put(FIRST, "record");
    stream.failNext(Kind.UNAVAILABLE, 3);

    fetchTimes(1);

    assertThat(texts).containsExactly("record");
    assertThat(count("faults")).isEqualTo(3);
  }

  @Test
  void failsWhenAPassingFaultDoesNotPass() {
    add(FIRST);
    stream.failNext(Kind.UNAVAILABLE, 4);

    assertThatThrownBy(reader::fetch)
        .isInstanceOf(IOException.class)
        .hasMessage("Reading shard %s failed 4 times in a row: injected UNAVAILABLE", FIRST);
  }

  @Test
  void doesNotCountThrottlingAmongTheFaults() throws IOException {
    add(FIRST);
    stream.put(FIRST, "record");
    stream.failNext(Kind.THROTTLED, 5);
    stream.failNext(Kind.UNAVAILABLE, 3);

    fetchTimes(1);

    assertThat(texts).containsExactly("record");
  }

  @ParameterizedTest
  @EnumSource(names = {"STREAM_NOT_FOUND", "REFUSED"})
  void failsAtOnceWhenTryingAgainIsOfNoUse(Kind kind) {
    add(FIRST);
    stream.failNext(kind, 1);

    assertThatThrownBy(reader::fetch)
        .isInstanceOf(IOException.class)
        .hasMessageContaining(FIRST)
        .hasMessageContaining("injected " + kind);
  }

  @Test
  void takesAShardThatTheStreamForgotAsEnded() throws IOException {
    add(FIRST);
    for (int i = 0; i < 5; i++) {
      stream.put(FIRST, "a" + i);
    }
    fetchTimes(1);
    assertThat(behindLatestMs(FIRST)).isPositive();
    stream.trim(FIRST);

    fetchTimes(1);

    assertThat(ended).containsExactly(FIRST);
    assertThat(behindLatestMs(FIRST)).isZero();
  }

  @Test
  void wakesUpWithoutRecords() throws IOException {
    add(FIRST);
    reader.wakeUp();

    fetchTimes(1);

    assertThat(stream.getRecordsCalls()).isZero();
  }

  @Test
  void leavesPausedShardsAloneUntilTheyAreResumed() throws IOException {
    add(FIRST, SECOND);
    stream.put(FIRST, "paused");
    stream.put(SECOND, "other");

    reader.pauseOrResumeSplits(List.of(split(FIRST)), List.of());
    fetchTimes(2);
    assertThat(texts).containsExactly("other");

    reader.pauseOrResumeSplits(List.of(), List.of(split(FIRST)));
    fetchTimes(1);
    assertThat(texts).containsExactly("other", "paused");
  }

  @Test
  void readsARemovedShardNoMore() throws IOException {
    add(FIRST);
    stream.put(FIRST, "record");

    reader.handleSplitsChanges(new SplitsRemoval<>(List.of(split(FIRST))));
    fetchTimes(1);

    assertThat(texts).isEmpty();
  }

  @Test
  void tellsPerShardHowFarBehindItIs() throws IOException {
    add(FIRST);
    for (int i = 0; i < 5; i++) {
      stream.put(FIRST, "a" + i);
    }

    fetchTimes(1);
    assertThat(behindLatestMs(FIRST)).isEqualTo(3_000);

    stream.split(FIRST);
    fetchTimes(2);
    assertThat(behindLatestMs(FIRST)).isZero();
  }

  private void add(String... shardIds) {
    for (String shardId : shardIds) {
      reader.handleSplitsChanges(new SplitsAddition<>(List.of(split(shardId))));
    }
  }

  private ShardSplit split(String shardId) {
    return new ShardSplit(shardId, new ShardPosition.TrimHorizon(), List.of(), stream.created());
  }

  private void fetchTimes(int times) throws IOException {
    for (int i = 0; i < times; i++) {
      RecordsWithSplitIds<KinesisRecord> batch = reader.fetch();
      while (batch.nextSplit() != null) {
        for (KinesisRecord r = batch.nextRecordFromSplit();
            r != null;
            r = batch.nextRecordFromSplit()) {
          texts.add(r.partitionKey());
        }
      }
      ended.addAll(batch.finishedSplits());
    }
  }

  private long count(String name) {
    return metrics.getCounter("kinesisanalytics", "kinesis", name).orElseThrow().getCount();
  }

  private long behindLatestMs(String shardId) {
    return metrics
        .<Long>getGauge("kinesisanalytics", "kinesis", "shardId", shardId, "millisBehindLatest")
        .orElseThrow()
        .getValue();
  }
}
