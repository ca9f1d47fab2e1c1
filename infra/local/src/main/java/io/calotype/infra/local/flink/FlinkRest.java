package io.calotype.infra.local.flink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.JobID;

/** Flink's REST API, and the few things that a start asks of it. */
final class FlinkRest {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final String base;

  FlinkRest(int port) {
    this(URI.create("http://127.0.0.1:" + port));
  }

  FlinkRest(URI base) {
    this.base = base.toString().replaceFirst("/+$", "");
  }

  /**
   * A job as it stands.
   *
   * @param state as Flink names it: RUNNING, RESTARTING, FAILED ...
   * @param tasks the states of its tasks, operator by operator
   */
  record JobView(String state, List<String> tasks) {
    boolean allTasksRun() {
      return state.equals("RUNNING")
          && !tasks.isEmpty()
          && tasks.stream().allMatch("RUNNING"::equals);
    }
  }

  JobView job(JobID id) throws IOException, InterruptedException {
    JsonNode job = get("/jobs/" + id);
    List<String> tasks = new ArrayList<>();
    for (JsonNode vertex : job.path("vertices")) {
      tasks.add(vertex.path("status").asText());
    }
    return new JobView(job.path("state").asText(), tasks);
  }

  /** The first line of the job's latest failure, or an empty text. */
  String latestFailure(JobID id) throws IOException, InterruptedException {
    JsonNode entries = get("/jobs/" + id + "/exceptions").path("exceptionHistory").path("entries");
    String trace = entries.path(0).path("stacktrace").asText("");
    String cause = "";
    for (String line : trace.split("\n", -1)) {
      if (cause.isEmpty() || line.startsWith("Caused by: ")) {
        cause = line;
      }
    }
    return cause.replaceFirst("^Caused by: ", "").trim();
  }

  /**
   * What stands at a path.
   *
   * @throws IOException whose message is one line for users
   */
  JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(base + path)).timeout(TIMEOUT).build();
    HttpResponse<byte[]> response;
    try {
      response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (HttpTimeoutException e) {
      HttpTimeoutException late =
          new HttpTimeoutException("expected Flink to answer at " + base + " but it is too slow");
      late.initCause(e);
      throw late;
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
