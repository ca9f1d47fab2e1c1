package io.calotype.infra.local.flink;

import com.fasterxml.jackson.databind.JsonNode;
import io.calotype.infra.local.flink.JobStatus.Checkpoint;
import io.calotype.infra.local.flink.JobStatus.Making;
import io.calotype.infra.local.flink.JobStatus.Stage;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks Flink's REST API how the job does. */
public final class FlinkClient {
  private static final String BUSY = "busyTimeMsPerSecond";
  private static final String BACKPRESSURED = "backPressuredTimeMsPerSecond";
  private static final String RECORDS_IN = "numRecordsInPerSecond";
  private static final String RECORDS_OUT = "numRecordsOutPerSecond";

  /** Ends the name of a source's gauge, one a shard. */
  private static final String BEHIND_MS = ".millisBehindLatest";

  /** Begins the names of what the stage tells that makes all but slow formats. */
  private static final String MAKER = "make_variants.";

  /** End the names of what the stages that make variants tell. */
  private static final String READY = ".ready";

  private static final String REFUSED = ".refused";
  private static final String BYTES_IN_FLIGHT = ".bytesInFlight";
  private static final String PIXELS_IN_FLIGHT = ".pixelsInFlight";

  private final FlinkRest rest;
  private final Clock clock;
  private final Duration gathering;

  /**
   * A client of one cluster.
   *
   * @param gathering how long Flink is given to gather metrics: it does so when it is asked, and
   *     answers with those of the time before. Zero suits whoever asks again and again
   */
  public FlinkClient(URI base, Clock clock, Duration gathering) {
    this.rest = new FlinkRest(base);
    this.gathering = gathering;
    this.clock = clock;
  }

  /** The cluster's job. */
  public JobStatus job() throws IOException, InterruptedException {
    JsonNode overview = newest(rest.get("/jobs/overview").path("jobs"));
    String job = "/jobs/" + overview.path("jid").asText();
    if (!gathering.isZero()) {
      rest.get(job);
      Thread.sleep(gathering.toMillis());
    }
    List<Stage> stages = new ArrayList<>();
    Long behindMs = null;
    Making making = Making.NOTHING;
    for (JsonNode vertex : rest.get(job).path("vertices")) {
      TaskMetrics metrics = TaskMetrics.of(rest, job, vertex.path("id").asText(), wanted());
      stages.add(stage(vertex, metrics));
      behindMs = larger(behindMs, metrics.largest(BEHIND_MS));
      making =
          making.plus(
              new Making(
                  // The stage of slow formats tells of the same originals once more.
                  metrics.sum(MAKER, READY),
                  metrics.sum(MAKER, REFUSED),
                  metrics.sum("", BYTES_IN_FLIGHT),
                  metrics.sum("", PIXELS_IN_FLIGHT)));
    }
    return new JobStatus(
        overview.path("name").asText(),
        overview.path("state").asText(),
        overview.path("duration").asLong(),
        restarts(job),
        behindMs,
        making,
        checkpoint(job),
        stages);
  }

  private static List<String> wanted() {
    return List.of(
        BUSY,
        BACKPRESSURED,
        RECORDS_IN,
        RECORDS_OUT,
        BEHIND_MS,
        READY,
        REFUSED,
        BYTES_IN_FLIGHT,
        PIXELS_IN_FLIGHT);
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
    return rest.get(job + "/metrics?get=numRestarts").path(0).path("value").asLong();
  }

  private @Nullable Checkpoint checkpoint(String job) throws IOException, InterruptedException {
    JsonNode completed = rest.get(job + "/checkpoints").path("latest").path("completed");
    return completed.isObject()
        ? new Checkpoint(
            clock.millis() - completed.path("latest_ack_timestamp").asLong(),
            completed.path("end_to_end_duration").asLong(),
            completed.path("state_size").asLong())
        : null;
  }

  private static Stage stage(JsonNode vertex, TaskMetrics metrics) {
    JsonNode counts = vertex.path("metrics");
    // What a source emits is what it reads; Flink counts only the first of the two as records.
    boolean source = counts.path("read-records").asLong() == 0;
    return new Stage(
        vertex.path("name").asText(),
        vertex.path("status").asText(),
        vertex.path("parallelism").asInt(),
        counts.path(source ? "write-records" : "read-records").asLong(),
        metrics.number(source ? RECORDS_OUT : RECORDS_IN, "sum", 1),
        metrics.number(BUSY, "max", 10),
        metrics.number(BACKPRESSURED, "max", 10));
  }

  private static @Nullable Long larger(@Nullable Long one, @Nullable Long other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return Math.max(one, other);
  }
}
