package io.calotype.benchmarks.endtoend;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the job itself counts, read where Prometheus would read it. */
final class JobCounters {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI metrics;

  /** Those of the job that shows its metrics on this port. */
  JobCounters(int port) {
    metrics = URI.create("http://127.0.0.1:" + port + "/metrics");
  }

  /**
   * What the job has counted since its tasks started.
   *
   * @param ready ladders made
   * @param current originals that needed nothing
   * @param refused originals refused
   * @param duplicates events that the gate dropped, since it had let the very one pass
   * @param renders renders that ended
   * @param decodesSaved slow parts that were made from the decode of the rest
   */
  record Counts(
      long ready, long current, long refused, long duplicates, long renders, long decodesSaved) {
    Counts since(Counts before) {
      return new Counts(
          ready - before.ready,
          current - before.current,
          refused - before.refused,
          duplicates - before.duplicates,
          renders - before.renders,
          decodesSaved - before.decodesSaved);
    }
  }

  /** The counts now. */
  Counts read() throws IOException, InterruptedException {
    String all =
        http.send(
                HttpRequest.newBuilder(metrics).timeout(TIMEOUT).build(),
                HttpResponse.BodyHandlers.ofString())
            .body();
    return new Counts(
        sum(all, "operator_kinesisanalytics_ready"),
        sum(all, "operator_kinesisanalytics_alreadyCurrent"),
        sum(all, "operator_kinesisanalytics_refused"),
        sum(all, "operator_kinesisanalytics_duplicate"),
        sum(all, "operator_kinesisanalytics_renderMs_count"),
        sum(all, "operator_kinesisanalytics_decodesSaved"));
  }

  /** Whether a checkpoint was completed since the job's start. */
  boolean hasCheckpoint() throws IOException, InterruptedException {
    String all =
        http.send(
                HttpRequest.newBuilder(metrics).timeout(TIMEOUT).build(),
                HttpResponse.BodyHandlers.ofString())
            .body();
    return sum(all, "numberOfCompletedCheckpoints") > 0;
  }

  /** Of all subtasks together. */
  static long sum(String exposition, String nameEnding) {
    Matcher lines =
        Pattern.compile("(?m)^[a-zA-Z0-9_]*" + nameEnding + "(?:\\{[^\n]*\\})? ([-+0-9.eE]+)$")
            .matcher(exposition);
    long sum = 0;
    while (lines.find()) {
      sum += Math.round(Double.parseDouble(lines.group(1)));
    }
    return sum;
  }
}
