package io.calotype.pipeline.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * A job that reads a stream with some source and keeps what it got in Flink's state: so that what
 * the source lost or read twice shows, whatever restarts there were.
 */
public final class HistoryJob {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final String name;
  private final Feed feed;
  private final Path savepoints;
  private final List<String> expected = new ArrayList<>();
  private JobClient job;

  /** The stream, as what puts records on it. */
  @FunctionalInterface
  public interface Feed {
    /** Puts a record into the shard of this number, with the text as its partition key. */
    void put(int shard, String text);
  }

  /** A job of a name that no other has in this process. */
  public HistoryJob(String name, Feed feed, Path savepoints) {
    this.name = name;
    this.feed = feed;
    this.savepoints = savepoints;
  }

  /** Puts records that must be read exactly once. */
  public void put(int shard, int count) {
    for (int i = 0; i < count; i++) {
      String text = "record-" + expected.size();
      feed.put(shard, text);
      expected.add(FakeStream.shardId(shard) + " " + text);
    }
  }

  /** From now on nothing that was put before is to be read. */
  public void expectNothingSoFar() {
    expected.clear();
  }

  /** The next record makes the job fail, once. */
  public void failAtNextRecord() {
    KeepHistory.failAtNextRecord(name);
  }

  /** The same without watermarks. */
  public void start(Source<KinesisRecord, ?, ?> source, int parallelism, String savepoint)
      throws Exception {
    start(source, parallelism, savepoint, WatermarkStrategy.noWatermarks());
  }

  /** Starts it, from a savepoint unless that is null. */
  public void start(
      Source<KinesisRecord, ?, ?> source,
      int parallelism,
      String savepoint,
      WatermarkStrategy<KinesisRecord> watermarks)
      throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration(savepoint));
    env.fromSource(source, watermarks, "Kinesis", TypeInformation.of(KinesisRecord.class))
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

  private static Configuration configuration(String savepoint) {
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100));
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 100);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(100));
    if (savepoint != null) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }
    return configuration;
  }

  /** Ends the job, and says where its savepoint is. */
  public String stop() throws Exception {
    String savepoint =
        job.stopWithSavepoint(false, savepoints.toString(), SavepointFormatType.CANONICAL)
            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    job.getJobExecutionResult().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    job = null;
    return savepoint;
  }

  /** Waits until all that was put is in the state, once each. */
  public void awaitAll() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(KeepHistory.historyOf(name))
                    .containsExactlyInAnyOrderElementsOf(expected));
  }

  /** Waits until no restart can take it back either. */
  public void awaitAllKept() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(KeepHistory.keptOf(name)).containsExactlyInAnyOrderElementsOf(expected));
  }

  /** Those of a shard came in the order in which they were put. */
  public void assertInOrder(int shard) {
    String shardId = FakeStream.shardId(shard) + " ";
    assertThat(KeepHistory.historyOf(name).stream().filter(e -> e.startsWith(shardId)))
        .containsExactlyElementsOf(
            expected.stream().filter(entry -> entry.startsWith(shardId)).toList());
  }

  /** All records of the parent, before any of its children. */
  public void assertParentsCameFirst(int parent, int... children) {
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

  /** Ends it where it runs. */
  public void cancel() throws Exception {
    if (job != null && !job.getJobStatus().get().isGloballyTerminalState()) {
      job.cancel().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }
}
