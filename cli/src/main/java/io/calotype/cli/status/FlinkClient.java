package io.calotype.cli.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.calotype.cli.status.JobStatus.Checkpoint;
import io.calotype.cli.status.JobStatus.Stage;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks Flink's REST API how the job does. */
public final class FlinkClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final String BUSY = "busyTimeMsPerSecond";
  private static final String BACKPRESSURED = "backPressuredTimeMsPerSecond";
  private static final String RECORDS_IN = "numRecordsInPerSecond";
  private static final String RECORDS_OUT = "numRecordsOutPerSecond";

  /** Ends the name of a source's gauge, one a shard. */
  private static final String BEHIND_MS = ".millisBehindLatest";

  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final String base;
  private final Clock clock;
  private final Duration gathering;

  /**
   * A client of one cluster.
   *
   * @param gathering how long Flink is given to gather metrics: it does so when it is asked, and
   *     answers with those of the time before
   */
  public FlinkClient(URI base, Clock clock, Duration gathering) {
    this.gathering = gathering;
    this.base = base.toString().replaceFirst("/+$", "");
    this.clock = clock;
  }

  /** The cluster's job. */
  public JobStatus job() throws IOException, InterruptedException {
    JsonNode overview = newest(get("/jobs/overview").path("jobs"));
    String job = "/jobs/" + overview.path("jid").asText();
    get(job);
    Thread.sleep(gathering.toMillis());
    List<Stage> stages = new ArrayList<>();
    Long behindMs = null;
    for (JsonNode vertex : get(job).path("vertices")) {
      String metrics = job + "/vertices/" + vertex.path("id").asText() + "/subtasks/metrics";
      stages.add(stage(vertex, metrics));
      behindMs = larger(behindMs, behindMs(metrics));
    }
    return new JobStatus(
        overview.path("name").asText(),
        overview.path("state").asText(),
        overview.path("duration").asLong(),
        restarts(job),
        behindMs,
        checkpoint(job),
        stages);
  }

  private static JsonNode newest(JsonNode jobs) throws IOException {
    JsonNode newest = null;
    for (JsonNode job : jobs) {
      if (newest == null || job.path("start-time").asLong() > newest.path("start-time").asLong()) {
        newest = job;
      }
    }
    if (newest == null) {
      throw new IOException("expected a job but Flink has none: the system is starting or ending");
    }
    return newest;
  }

  private long restarts(String job) throws IOException, InterruptedException {
    return get(job + "/metrics?get=numRestarts").path(0).path("value").asLong();
  }

  private @Nullable Checkpoint checkpoint(String job) throws IOException, InterruptedException {
    JsonNode completed = get(job + "/checkpoints").path("latest").path("completed");
    return completed.isObject()
        ? new Checkpoint(
            clock.millis() - completed.path("latest_ack_timestamp").asLong(),
            completed.path("end_to_end_duration").asLong(),
            completed.path("state_size").asLong())
        : null;
  }

  private Stage stage(JsonNode vertex, String metricsPath)
      throws IOException, InterruptedException {
    Map<String, JsonNode> metrics =
        metrics(metricsPath, List.of(BUSY, BACKPRESSURED, RECORDS_IN, RECORDS_OUT));
    JsonNode counts = vertex.path("metrics");
    // What a source emits is what it reads; Flink counts only the first of the two as records.
    boolean source = counts.path("read-records").asLong() == 0;
    return new Stage(
        vertex.path("name").asText(),
        vertex.path("status").asText(),
        vertex.path("parallelism").asInt(),
        counts.path(source ? "write-records" : "read-records").asLong(),
        number(metrics.get(source ? RECORDS_OUT : RECORDS_IN), "sum", 1),
        number(metrics.get(BUSY), "max", 10),
        number(metrics.get(BACKPRESSURED), "max", 10));
  }

  private @Nullable Long behindMs(String metricsPath) throws IOException, InterruptedException {
    List<String> gauges = new ArrayList<>();
    for (JsonNode metric : get(metricsPath)) {
      if (metric.path("id").asText().endsWith(BEHIND_MS)) {
        gauges.add(metric.path("id").asText());
      }
    }
    Long behindMs = null;
    if (!gauges.isEmpty()) {
      for (JsonNode metric : metrics(metricsPath, gauges).values()) {
        behindMs = larger(behindMs, metric.path("max").asLong());
      }
    }
    return behindMs;
  }

  private Map<String, JsonNode> metrics(String path, List<String> ids)
      throws IOException, InterruptedException {
    String wanted =
        ids.stream()
            .map(id -> URLEncoder.encode(id, StandardCharsets.UTF_8))
            .collect(Collectors.joining(","));
    Map<String, JsonNode> byId = new HashMap<>();
    for (JsonNode metric : get(path + "?get=" + wanted)) {
      byId.put(metric.path("id").asText(), metric);
    }
    return byId;
  }

  /** Flink writes NaN where it has no value yet. */
  private static @Nullable Double number(
      @Nullable JsonNode metric, String aggregate, double divisor) {
    if (metric == null) {
      return null;
    }
    double value = metric.path(aggregate).asDouble(Double.NaN);
    return Double.isNaN(value) ? null : value / divisor;
  }

  private static @Nullable Long larger(@Nullable Long one, @Nullable Long other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return Math.max(one, other);
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(base + path)).timeout(TIMEOUT).build();
    HttpResponse<byte[]> response;
    try {
      response = http.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new IOException("expected Flink to answer at " + base + " but it does not", e);
    }
    if (response.statusCode() != 200) {
      throw new IOException(
          "expected Flink to answer " + path + " but got status " + response.statusCode());
    }
    return JSON.readTree(response.body());
  }
}
