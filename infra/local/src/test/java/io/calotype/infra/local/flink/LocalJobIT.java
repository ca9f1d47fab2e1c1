package io.calotype.infra.local.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.calotype.infra.local.ports.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalJobIT {
  /** What the map's state was restored to, or -1 where it began without any. */
  private static final AtomicLong RESTORED = new AtomicLong();

  @TempDir Path dir;
  private FlinkOptions options;

  @BeforeEach
  void choosePorts() throws IOException {
    FreePorts ports = new FreePorts(Set.of());
    options = new FlinkOptions(dir, ports.next(), ports.next(), 1);
  }

  @Test
  void goesOnFromTheLatestCheckpointOfTheRunBefore() throws Exception {
    try (LocalJob job = LocalJob.start(options, env -> counting(env, "count"))) {
      assertThat(job).isNotNull();
      assertThat(RESTORED).hasValue(-1);
      awaitCheckpoint();
    }

    try (LocalJob job = LocalJob.start(options, env -> counting(env, "count"))) {
      assertThat(job).isNotNull();
      assertThat(RESTORED.get()).isPositive();
    }
  }

  /** Thousands of events fit between two stages: a barrier must not wait for all of them. */
  @Test
  void completesCheckpointsWhileALongLineWaits() throws Exception {
    try (LocalJob job = LocalJob.start(options, LocalJobIT::slow)) {
      assertThat(job).isNotNull();
      awaitCheckpoint();
    }
  }

  @Test
  void startsWithoutACheckpointThatDoesNotFitTheJobAnyMore() throws Exception {
    try (LocalJob job = LocalJob.start(options, env -> counting(env, "count"))) {
      assertThat(job).isNotNull();
      awaitCheckpoint();
    }

    List<Boolean> portsFree = new ArrayList<>();
    try (LocalJob job =
        LocalJob.start(
            options,
            env -> {
              portsFree.add(
                  FreePorts.isFree(options.restPort()) && FreePorts.isFree(options.metricsPort()));
              counting(env, "another");
            })) {
      assertThat(job).isNotNull();
      assertThat(RESTORED).hasValue(-1);
    }
    // Flink ends the cluster of the first try in the background.
    assertThat(portsFree).last().isEqualTo(true);
  }

  /** Whoever ends a start must not be given a job without its checkpoint. */
  @Test
  void isNotStartedAgainWhereItsStartIsInterrupted() throws Exception {
    try (LocalJob job = LocalJob.start(options, env -> counting(env, "count"))) {
      assertThat(job).isNotNull();
      awaitCheckpoint();
    }
    AtomicInteger starts = new AtomicInteger();

    assertThatThrownBy(
            () ->
                LocalJob.start(
                        options,
                        env -> {
                          starts.incrementAndGet();
                          counting(env, "count");
                          Thread.currentThread().interrupt();
                        })
                    .close())
        .isInstanceOf(InterruptedException.class);
    assertThat(starts).hasValue(1);
  }

  @Test
  void saysWhyAJobDoesNotStart() {
    assertThatThrownBy(() -> LocalJob.start(options, LocalJobIT::failing).close())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the bucket is missing");
  }

  @Test
  void tellsWhenTheJobEndsThoughNobodyClosedIt() throws Exception {
    CompletableFuture<String> told = new CompletableFuture<>();
    try (LocalJob job = LocalJob.start(options, env -> counting(env, "count"))) {
      job.onUnexpectedEnd(told::complete);
      // What Flink leaves open to GET, whatever web.cancel.enable says.
      get("http://127.0.0.1:" + options.restPort() + "/jobs/" + job.id() + "/yarn-cancel");

      assertThat(told.get(60, TimeUnit.SECONDS)).contains("cancelled");
    }
  }

  @Test
  void letsNoPageOfAnotherOriginReadItsAnswers() throws Exception {
    try (LocalJob job = LocalJob.start(options, env -> counting(env, "count"))) {
      assertThat(job).isNotNull();
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + options.restPort() + "/jobs"))
              .header("Origin", "https://www.example.com")
              .build();

      HttpResponse<Void> response =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());

      assertThat(response.headers().firstValue("access-control-allow-origin"))
          .contains("http://127.0.0.1:" + options.restPort());
    }
  }

  @Test
  void servesPageAndMetricsOnLoopbackWithoutTheMeansToStopTheJob() throws Exception {
    try (LocalJob job = LocalJob.start(options, env -> counting(env, "count"))) {
      assertThat(job).isNotNull();
      assertThat(get("http://127.0.0.1:" + options.restPort() + "/config"))
          .contains("\"web-submit\":false")
          .contains("\"web-cancel\":false");
      assertThat(get("http://127.0.0.1:" + options.metricsPort() + "/metrics"))
          .contains("flink_jobmanager_numRunningJobs");
    }
  }

  private void awaitCheckpoint() {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> new Checkpoints(options.checkpointsDir()).latest().isPresent());
  }

  private static void counting(StreamExecutionEnvironment env, String uid) {
    env.fromSequence(0, Long.MAX_VALUE)
        .uid("numbers")
        .map(new Counting())
        .uid(uid)
        .sinkTo(new DiscardingSink<>())
        .uid("discard");
  }

  private static void slow(StreamExecutionEnvironment env) {
    env.fromSequence(0, Long.MAX_VALUE)
        .uid("numbers")
        .map(number -> "event ".repeat(100) + number)
        .uid("events")
        .keyBy(event -> event)
        .map(
            event -> {
              Thread.sleep(250);
              return event;
            })
        .uid("render")
        .sinkTo(new DiscardingSink<>())
        .uid("discard");
  }

  private static void failing(StreamExecutionEnvironment env) {
    env.fromSequence(0, Long.MAX_VALUE)
        .uid("numbers")
        .map(
            number -> {
              if (number >= 0) {
                throw new IllegalStateException("the bucket is missing");
              }
              return number;
            })
        .uid("fail")
        .sinkTo(new DiscardingSink<>())
        .uid("discard");
  }

  private static String get(String url) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private static final class Counting extends RichMapFunction<Long, Long>
      implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    private transient ListState<Long> state;
    private long seen;

    @Override
    public Long map(Long number) throws InterruptedException {
      Thread.sleep(1);
      seen++;
      return number;
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
      state.clear();
      state.add(seen + 1);
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
      state =
          context
              .getOperatorStateStore()
              .getListState(new ListStateDescriptor<>("seen", Long.class));
      long restored = -1;
      for (long value : state.get()) {
        restored = value;
      }
      RESTORED.set(restored);
    }
  }
}
