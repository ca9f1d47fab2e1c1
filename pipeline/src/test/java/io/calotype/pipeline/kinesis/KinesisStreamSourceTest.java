package io.calotype.pipeline.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.calotype.pipeline.fault.Backoff;
import io.calotype.pipeline.kinesis.StreamException.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.mocks.MockSplitEnumeratorContext;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The source in a job: nothing lost and nothing doubled in state, whatever happens. */
final class KinesisStreamSourceTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(3)
              .setNumberSlotsPerTaskManager(1)
              .build());

  @TempDir private Path savepoints;

  private String name;
  private FakeStream stream;
  private HistoryJob job;

  @BeforeEach
  void createStream(TestInfo test) {
    name = test.getTestMethod().orElseThrow().getName();
    open(2);
  }

  private void open(int shards) {
    stream = FakeStream.create(name, shards);
    job = new HistoryJob(name, stream::put, savepoints);
  }

  @AfterEach
  void cancelJob() throws Exception {
    job.cancel();
  }

  @Test
  void losesAndDoublesNothingThroughFailuresSplitsAndMerges() throws Exception {
    start(2, null);
    job.put(0, 20);
    job.put(1, 20);
    job.awaitAll();

    job.failAtNextRecord();
    stream.split(FakeStream.shardId(0)); // into 2 and 3
    job.put(1, 10);
    job.put(2, 10);
    job.awaitAll();

    stream.merge(FakeStream.shardId(2), FakeStream.shardId(1)); // into 4
    job.failAtNextRecord();
    job.put(3, 10);
    job.put(4, 10);
    job.awaitAll();

    job.failAtNextRecord();
    job.put(4, 10);
    job.awaitAll();
    job.assertParentsCameFirst(0, 2, 3);
    job.assertParentsCameFirst(1, 4);
    job.assertParentsCameFirst(2, 4);
  }

  @Test
  void losesAndDoublesNothingWhileThrottledSlowAndOnShortLivedIterators() throws Exception {
    stream.expireIteratorsAfter(2);
    stream.answerAfter(20);
    start(2, null);
    job.put(0, 30);
    stream.failNext(Kind.THROTTLED, 10);
    stream.split(FakeStream.shardId(0)); // into 2 and 3
    job.put(1, 30);
    job.failAtNextRecord();
    stream.failNext(Kind.UNAVAILABLE, 4);
    job.put(2, 30);
    job.put(3, 30);

    job.awaitAll();
    job.assertParentsCameFirst(0, 2, 3);
  }

  @Test
  void readsManyGenerationsThatEndedBeforeTheJobBegan() throws Exception {
    job.put(0, 5);
    stream.split(FakeStream.shardId(0)); // into 2 and 3
    job.put(2, 5);
    stream.split(FakeStream.shardId(2)); // into 4 and 5
    job.put(5, 5);
    start(2, null);

    job.awaitAll();
    job.assertParentsCameFirst(0, 2, 3);
    job.assertParentsCameFirst(2, 4, 5);
  }

  @Test
  void losesAndDoublesNothingWhenRescaledWhileTheStreamChanges() throws Exception {
    start(1, null);
    job.put(0, 10);
    job.put(1, 10);
    job.awaitAll();
    String first = job.stop();

    stream.split(FakeStream.shardId(1)); // into 2 and 3
    job.put(0, 10);
    job.put(3, 10);
    start(3, first);
    job.awaitAll();
    String second = job.stop();

    stream.merge(FakeStream.shardId(2), FakeStream.shardId(3)); // into 4
    job.put(4, 10);
    start(2, second);
    job.put(0, 10);
    job.awaitAll();
    job.assertParentsCameFirst(1, 2, 3);
    job.assertParentsCameFirst(3, 4);
  }

  @Test
  void losesAndDoublesNothingWhenATaskManagerIsLost(@InjectMiniCluster MiniCluster cluster)
      throws Exception {
    start(3, null); // has a task on every task manager
    job.put(0, 10);
    job.put(1, 10);
    job.awaitAll();

    cluster.terminateTaskManager(0).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    job.put(0, 10);
    stream.split(FakeStream.shardId(1)); // into 2 and 3
    job.put(2, 10);
    job.put(3, 10);
    cluster.startTaskManager();

    job.awaitAll();
    job.assertParentsCameFirst(1, 2, 3);
  }

  @Test
  void readsAllOfAStreamThatWasMadeAnewWhileTheJobWasDown() throws Exception {
    start(2, null);
    job.put(0, 10);
    job.awaitAll();
    String savepoint = job.stop();

    stream.makeAnew(2);
    job.put(0, 10);
    job.put(1, 10);
    start(2, savepoint);

    job.awaitAll();
  }

  @Test
  void readsAllOfAStreamThatIsMadeAnewWhileItIsRead() throws Exception {
    start(2, null);
    job.put(0, 10);
    job.awaitAllKept(); // The deleted stream has nothing to read again.

    stream.makeAnew(3);
    job.put(0, 10);
    job.put(2, 10);

    job.awaitAll();
  }

  @Test
  void skipsWhatWasThereBeforeAJobThatBeginsAtATimestamp() throws Exception {
    job.put(0, 10);
    job.expectNothingSoFar();
    InitialPosition now = InitialPosition.atTimestamp(stream.now().plusMillis(1));
    start(1, null, now);
    job.put(0, 10);

    job.awaitAll();
  }

  /** A job that fails before its first checkpoint has no state that could tell when it began. */
  @Test
  void beginsAtTheSameMomentHoweverOftenItStartsWithoutACheckpoint() throws Exception {
    KinesisStreamSource source = source(InitialPosition.latest());
    StreamState first = firstState(source);
    Instant start = ((ShardPosition.AtTimestamp) first.startPosition()).timestamp();
    await().until(() -> Instant.now().isAfter(start.plusMillis(5)));

    assertThat(firstState(source).startPosition()).isEqualTo(first.startPosition());
    assertThat(firstState(InstantiationUtil.clone(source)).startPosition())
        .isEqualTo(first.startPosition());
  }

  private static StreamState firstState(KinesisStreamSource source) throws Exception {
    try (var enumerator = source.createEnumerator(new MockSplitEnumeratorContext<>(1))) {
      return enumerator.snapshotState(1);
    }
  }

  @Test
  void aReaderWithoutAShardDoesNotHoldBackWatermarks() throws Exception {
    open(1);
    job.start(
        source(InitialPosition.trimHorizon()),
        2,
        null,
        WatermarkStrategy.<KinesisRecord>forMonotonousTimestamps());
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              job.put(0, 1);
              assertThat(KeepHistory.watermarkOf(name)).isPositive();
            });
  }

  private void start(int parallelism, String savepoint) throws Exception {
    start(parallelism, savepoint, InitialPosition.trimHorizon());
  }

  private void start(int parallelism, String savepoint, InitialPosition initialPosition)
      throws Exception {
    job.start(source(initialPosition), parallelism, savepoint);
  }

  private KinesisStreamSource source(InitialPosition initialPosition) {
    KinesisSourceSettings settings =
        KinesisSourceSettings.of(name, "eu-central-1")
            .beginningAt(initialPosition)
            .polling(
                new PollingSettings(
                    Duration.ofMillis(200),
                    Duration.ofMillis(200),
                    7,
                    5,
                    new Backoff(Duration.ofMillis(10), Duration.ofMillis(100)),
                    Duration.ofSeconds(1)));
    return new KinesisStreamSource(settings, stream.clients());
  }
}
