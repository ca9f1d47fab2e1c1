package io.calotype.pipeline.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.calotype.pipeline.kinesis.StreamException.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
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

  private final List<String> expected = new ArrayList<>();
  private String name;
  private FakeStream stream;
  private JobClient job;

  @BeforeEach
  void createStream(TestInfo test) {
    name = test.getTestMethod().orElseThrow().getName();
    stream = FakeStream.create(name, 2);
  }

  @AfterEach
  void cancelJob() throws Exception {
    if (!job.getJobStatus().get().isGloballyTerminalState()) {
      job.cancel().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  @Test
  void losesAndDoublesNothingThroughFailuresSplitsAndMerges() throws Exception {
    start(2, null);
    put(0, 20);
    put(1, 20);
    awaitAll();

    KeepHistory.failAtNextRecord(name);
    stream.split(FakeStream.shardId(0)); // into 2 and 3
    put(1, 10);
    put(2, 10);
    awaitAll();

    stream.merge(FakeStream.shardId(2), FakeStream.shardId(1)); // into 4
    KeepHistory.failAtNextRecord(name);
    put(3, 10);
    put(4, 10);
    awaitAll();

    KeepHistory.failAtNextRecord(name);
    put(4, 10);
    awaitAll();
    assertParentsCameFirst(0, 2, 3);
    assertParentsCameFirst(1, 4);
    assertParentsCameFirst(2, 4);
  }

  @Test
  void losesAndDoublesNothingWhileThrottledSlowAndOnShortLivedIterators() throws Exception {
    stream.expireIteratorsAfter(2);
    stream.answerAfter(20);
    start(2, null);
    put(0, 30);
    stream.failNext(Kind.THROTTLED, 10);
    stream.split(FakeStream.shardId(0)); // into 2 and 3
    put(1, 30);
    KeepHistory.failAtNextRecord(name);
    stream.failNext(Kind.UNAVAILABLE, 4);
    put(2, 30);
    put(3, 30);

    awaitAll();
    assertParentsCameFirst(0, 2, 3);
  }

  @Test
  void readsManyGenerationsThatEndedBeforeTheJobBegan() throws Exception {
    put(0, 5);
    stream.split(FakeStream.shardId(0)); // into 2 and 3
    put(2, 5);
    stream.split(FakeStream.shardId(2)); // into 4 and 5
    put(5, 5);
    start(2, null);

    awaitAll();
    assertParentsCameFirst(0, 2, 3);
    assertParentsCameFirst(2, 4, 5);
  }

  @Test
  void losesAndDoublesNothingWhenRescaledWhileTheStreamChanges() throws Exception {
    start(1, null);
    put(0, 10);
    put(1, 10);
    awaitAll();
    String first = stop();

    stream.split(FakeStream.shardId(1)); // into 2 and 3
    put(0, 10);
    put(3, 10);
    start(3, first);
    awaitAll();
    String second = stop();

    stream.merge(FakeStream.shardId(2), FakeStream.shardId(3)); // into 4
    put(4, 10);
    start(2, second);
    put(0, 10);
    awaitAll();
    assertParentsCameFirst(1, 2, 3);
    assertParentsCameFirst(3, 4);
  }

  @Test
  void losesAndDoublesNothingWhenATaskManagerIsLost(@InjectMiniCluster MiniCluster cluster)
      throws Exception {
    start(3, null); // has a task on every task manager
    put(0, 10);
    put(1, 10);
    awaitAll();

    cluster.terminateTaskManager(0).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    put(0, 10);
    stream.split(FakeStream.shardId(1)); // into 2 and 3
    put(2, 10);
    put(3, 10);
    cluster.startTaskManager();

    awaitAll();
    assertParentsCameFirst(1, 2, 3);
  }

  @Test
  void readsAllOfAStreamThatWasMadeAnewWhileTheJobWasDown() throws Exception {
    start(2, null);
    put(0, 10);
    awaitAll();
    String savepoint = stop();

    stream.makeAnew(2);
    put(0, 10);
    put(1, 10);
    start(2, savepoint);

    awaitAll();
  }

  @Test
  void readsAllOfAStreamThatIsMadeAnewWhileItIsRead() throws Exception {
    start(2, null);
    put(0, 10);
    awaitAll();

    stream.makeAnew(3);
    put(0, 10);
    put(2, 10);

    awaitAll();
  }

  @Test
  void skipsWhatWasThereBeforeAJobThatBeginsAtATimestamp() throws Exception {
    put(0, 10);
    expected.clear();
    InitialPosition now = InitialPosition.atTimestamp(stream.now().plusMillis(1));
    start(1, null, now);
    put(0, 10);

    awaitAll();
  }

  @Test
  void aReaderWithoutAShardDoesNotHoldBackWatermarks() throws Exception {
    stream = FakeStream.create(name, 1);
    start(
        2,
        null,
        InitialPosition.trimHorizon(),
        WatermarkStrategy.<KinesisRecord>forMonotonousTimestamps());
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              put(0, 1);
              assertThat(KeepHistory.watermarkOf(name)).isPositive();
            });
  }

  private void put(int shard, int count) {
    String shardId = FakeStream.shardId(shard);
    for (int i = 0; i < count; i++) {
      String text = "record-" + expected.size();
      stream.put(shardId, text);
      expected.add(shardId + " " + text);
    }
  }

  private void awaitAll() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(KeepHistory.historyOf(name))
                    .containsExactlyInAnyOrderElementsOf(expected));
  }

  /** All records of the parent, before any of its children. */
  private void assertParentsCameFirst(int parent, int... children) {
    List<String> history = KeepHistory.historyOf(name);
    int lastOfParent = -1;
    for (int i = 0; i < history.size(); i++) {
      if (history.get(i).startsWith(FakeStream.shardId(parent))) {
        lastOfParent = i;
      }
    }
    for (int child : children) {
      assertThat(history.subList(0, lastOfParent + 1))
          .noneMatch(entry -> entry.startsWith(FakeStream.shardId(child)));
    }
  }

  private void start(int parallelism, String savepoint) throws Exception {
    start(parallelism, savepoint, InitialPosition.trimHorizon());
  }

  private void start(int parallelism, String savepoint, InitialPosition initialPosition)
      throws Exception {
    start(parallelism, savepoint, initialPosition, WatermarkStrategy.noWatermarks());
  }

  private void start(
      int parallelism,
      String savepoint,
      InitialPosition initialPosition,
      WatermarkStrategy<KinesisRecord> watermarks)
      throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100));
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 100);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(100));
    if (savepoint != null) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
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
    env.fromSource(new KinesisStreamSource(settings, stream.clients()), watermarks, "Kinesis")
        .uid("kinesis")
        .setParallelism(parallelism)
        .keyBy(record -> "all")
        .process(new KeepHistory(name))
        .uid("history")
        .setParallelism(1)
        .sinkTo(new DiscardingSink<>())
        .uid("nowhere")
        .setParallelism(1);
    job = env.executeAsync(name);
  }

  private String stop() throws Exception {
    String savepoint =
        job.stopWithSavepoint(false, savepoints.toString(), SavepointFormatType.CANONICAL)
            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    await().atMost(PATIENCE).until(() -> job.getJobStatus().get() == JobStatus.FINISHED);
    return savepoint;
  }
}
