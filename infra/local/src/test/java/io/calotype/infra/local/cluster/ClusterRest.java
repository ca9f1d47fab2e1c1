package io.calotype.infra.local.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What Flink's REST API is asked to do here. */
record ClusterRest(URI base) {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String BOUNDARY = "calotype-jar";

  /**
   * A job as it stands.
   *
   * @param state as Flink names it
   * @param runningSinceMs when it was last set running, in milliseconds since 1970; 0 for never
   * @param tasks the states of its tasks
   */
  record Job(String state, long runningSinceMs, List<String> tasks) {
    boolean runs() {
      return state.equals("RUNNING") && tasks.stream().allMatch("RUNNING"::equals);
    }
  }

  boolean answers() {
    try {
      get("/overview");
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  int freeSlots() throws IOException {
    return get("/overview").path("slots-available").asInt();
  }

  /** Uploads a jar and returns its id. */
  String upload(Path jar) throws IOException {
    String head =
        "--"
            + BOUNDARY
            + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\"job.jar\"\r\n"
            + "Content-Type: application/x-java-archive\r\n\r\n";
    String tail = "\r\n--" + BOUNDARY + "--\r\n";
    JsonNode answer =
        send(
            HttpRequest.newBuilder(base.resolve("/jars/upload"))
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(
                    HttpRequest.BodyPublishers.ofInputStream(
                        () ->
                            new SequenceInputStream(
                                Collections.enumeration(
                                    List.of(bytes(head), file(jar), bytes(tail)))))));
    return Path.of(answer.path("filename").asText()).getFileName().toString();
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static InputStream file(Path path) {
    try {
      return Files.newInputStream(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Runs a jar's main.
   *
   * @param from the savepoint or checkpoint that it goes on from; null for none
   * @return the job's id
   */
  String run(String jar, int parallelism, @Nullable Path from) throws IOException {
    ObjectNode body = JSON.createObjectNode().put("parallelism", parallelism);
    if (from != null) {
      body.put("savepointPath", from.toUri().toString()).put("allowNonRestoredState", false);
    }
    return post("/jars/" + jar + "/run", body).path("jobid").asText();
  }

  Job job(String id) throws IOException {
    JsonNode job = get("/jobs/" + id);
    List<String> tasks = new ArrayList<>();
    job.path("vertices").forEach(vertex -> tasks.add(vertex.path("status").asText()));
    return new Job(
        job.path("state").asText(), job.path("timestamps").path("RUNNING").asLong(), tasks);
  }

  /** Whether the job's tasks run, all of them; false also where nobody answers. */
  boolean runs(String id) {
    try {
      return job(id).runs();
    } catch (IOException e) {
      return false;
    }
  }

  /** Stops a job with a savepoint and returns its path. */
  Path stop(String id, Path savepoints) throws IOException, InterruptedException {
    String trigger =
        post(
                "/jobs/" + id + "/stop",
                JSON.createObjectNode()
                    .put("targetDirectory", savepoints.toUri().toString())
                    .put("drain", false))
            .path("request-id")
            .asText();
    while (true) {
      JsonNode savepoint = get("/jobs/" + id + "/savepoints/" + trigger);
      if (savepoint.path("status").path("id").asText().equals("COMPLETED")) {
        String location = savepoint.path("operation").path("location").asText();
        if (location.isEmpty()) {
          throw new IOException("expected a savepoint but got " + said(savepoint.toString()));
        }
        return Path.of(URI.create(location.replaceFirst("^file:/+", "file:///")));
      }
      Thread.sleep(200);
    }
  }

  /** How often a job was started again. */
  int restarts(String id) throws IOException {
    return get("/jobs/" + id + "/metrics?get=numRestarts").path(0).path("value").asInt();
  }

  /** Why a job was started again, the first lines of each cause. */
  List<String> causes(String id) throws IOException {
    List<String> causes = new ArrayList<>();
    for (JsonNode entry :
        get("/jobs/" + id + "/exceptions?maxExceptions=50")
            .path("exceptionHistory")
            .path("entries")) {
      causes.add(entry.path("stacktrace").asText().lines().findFirst().orElse(""));
    }
    return causes;
  }

  JsonNode get(String path) throws IOException {
    return send(HttpRequest.newBuilder(base.resolve(path)));
  }

  private JsonNode post(String path, JsonNode body) throws IOException {
    return send(
        HttpRequest.newBuilder(base.resolve(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
  }

  /** Of an error's trace the lines that say something. */
  private static String said(String body) {
    return body.replace("\\n", "\n")
        .lines()
        .filter(line -> !line.startsWith("\\tat ") && !line.startsWith("\\t... "))
        .collect(Collectors.joining("\n"));
  }

  private static JsonNode send(HttpRequest.Builder request) throws IOException {
    HttpRequest asked = request.timeout(TIMEOUT).build();
    try {
      HttpResponse<String> answer = HTTP.send(asked, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new IOException(
            "expected Flink to answer "
                + asked.uri()
                + " but got "
                + answer.statusCode()
                + ": "
                + said(answer.body()));
      }
      return JSON.readTree(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
