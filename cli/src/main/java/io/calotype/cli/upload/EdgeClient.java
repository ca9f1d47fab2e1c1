package io.calotype.cli.upload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.calotype.variants.manifest.Manifest;
import io.calotype.variants.manifest.ManifestJson;
import io.calotype.variants.request.PercentEncoding;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Speaks to the front door and to the bucket behind its tickets. Safe for use by several threads.
 */
public final class EdgeClient {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration UPLOAD_TIMEOUT = Duration.ofMinutes(10);
  private static final int SHOWN_CHARACTERS_MAX = 300;
  private static final Pattern S3_ERROR =
      Pattern.compile("<Code>([^<]*)</Code>.*?(?:<Message>([^<]*)</Message>|$)", Pattern.DOTALL);
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();
  private final Edge edge;

  /** A client of one front door. */
  public EdgeClient(Edge edge) {
    this.edge = edge;
  }

  /** Asks for the permission to upload a file. */
  Ticket ticket(String filename, String contentType, long bytes)
      throws IOException, InterruptedException, NotAcceptedException {
    Map<String, Object> wish =
        Map.of("filename", filename, "contentType", contentType, "bytes", bytes);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(edge.url() + "/uploads"))
            .timeout(ANSWER_TIMEOUT)
            .header("Authorization", "Bearer " + edge.token())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(wish)))
            .build();
    HttpResponse<byte[]> response = send(request);
    if (response.statusCode() != 201) {
      throw refusal(response);
    }
    try {
      return JSON.readValue(response.body(), Ticket.class);
    } catch (JsonProcessingException e) {
      throw new IOException("expected a ticket from " + edge.url() + " but got something else", e);
    }
  }

  /** Sends a file, which is not read into memory. */
  void put(Ticket ticket, Path file)
      throws IOException, InterruptedException, NotAcceptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(ticket.uploadUrl())
            .timeout(UPLOAD_TIMEOUT)
            .method(ticket.method(), BodyPublishers.ofFile(file));
    ticket.headers().forEach(request::header);
    HttpResponse<byte[]> response = send(request.build());
    if (response.statusCode() / 100 != 2) {
      throw refusal(response);
    }
  }

  /** The manifest of an original, if there is one yet. */
  public Optional<Manifest> manifest(String key) throws IOException, InterruptedException {
    return manifest(
        URI.create(edge.url() + "/_calotype/manifest" + PercentEncoding.viewerPath(key)));
  }

  Optional<Manifest> manifest(URI url) throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        send(HttpRequest.newBuilder(url).timeout(ANSWER_TIMEOUT).build());
    if (response.statusCode() == 404) {
      return Optional.empty();
    }
    Optional<Manifest> manifest =
        response.statusCode() == 200 ? ManifestJson.read(response.body()) : Optional.empty();
    if (manifest.isEmpty()) {
      String message =
          "expected a manifest from "
              + url
              + " but got status "
              + response.statusCode()
              + ": "
              + oneLine(response);
      throw response.statusCode() >= 500
          ? new PassingFaultException(message)
          : new IOException(message);
    }
    return manifest;
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
    try {
      return http.send(request, BodyHandlers.ofByteArray());
    } catch (ConnectException e) {
      throw new IOException(
          "expected an answer from "
              + request.uri().getScheme()
              + "://"
              + request.uri().getRawAuthority()
              + " but nothing listens there: start the system with ./calotype up, or correct"
              + " CALOTYPE_URL",
          e);
    } catch (IOException e) {
      throw new IOException(
          "the connection to "
              + request.uri().getRawAuthority()
              + " broke"
              + (e.getMessage() == null ? "" : ": " + e.getMessage()),
          e);
    }
  }

  private static NotAcceptedException refusal(HttpResponse<byte[]> response) {
    return new NotAcceptedException(response.statusCode(), oneLine(response));
  }

  private static String oneLine(HttpResponse<byte[]> response) {
    String body = new String(response.body(), StandardCharsets.UTF_8);
    Matcher s3 = S3_ERROR.matcher(body);
    String text = s3.find() ? s3.group(1) + (s3.group(2) == null ? "" : ": " + s3.group(2)) : body;
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() <= SHOWN_CHARACTERS_MAX
        ? line
        : line.substring(0, SHOWN_CHARACTERS_MAX) + " ...";
  }
}
