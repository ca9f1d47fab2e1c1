package io.calotype.infra.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.calotype.infra.local.s3.LocalS3Settings;
import io.calotype.infra.local.s3.S3Fixture;
import io.calotype.pipeline.kinesis.StreamWriter;
import io.calotype.pipeline.redrive.RecordingStream;
import io.calotype.variants.manifest.Manifest;
import io.calotype.variants.manifest.ManifestJson;
import io.calotype.variants.manifest.Source;
import io.calotype.variants.name.DerivedKeys;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.recipe.RecipeReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import software.amazon.awssdk.core.sync.RequestBody;

/** The console over HTTP, before a real S3 stand-in; Flink does not answer here. */
final class ConsoleFixture implements AutoCloseable {
  static final Tokens TOKENS = new Tokens(new byte[32], Clock.systemUTC());
  static final String API = "/_calotype/api/";
  private static final ObjectMapper JSON = new ObjectMapper();

  final RecordingStream stream = new RecordingStream();
  private final HttpClient http = HttpClient.newHttpClient();
  private final S3Fixture s3 = new S3Fixture();
  private final HttpServer server;

  ConsoleFixture() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    Console console =
        new Console(
            new Console.Addresses(
                port(), URI.create("http://127.0.0.1:9000"), URI.create("http://127.0.0.1:9")),
            new Console.Buckets(
                LocalS3Settings.ORIGINALS, LocalS3Settings.VARIANTS, LocalS3Settings.DEAD_LETTERS),
            RecipeReader.defaultRecipe(),
            TOKENS,
            s3.client,
            new StreamWriter(stream, "events"));
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            console.answer(exchange, exchange.getRequestURI().getRawPath()).send(exchange);
          }
        });
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
  }

  HttpRequest.Builder fromThePage(String name) {
    return request(API + name).header("Sec-Fetch-Site", "same-origin");
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  /** What the API tells the page under this name. */
  JsonNode json(String name) throws IOException, InterruptedException {
    return json(fromThePage(name));
  }

  /** The answer, which has to be 200, and for the page alone. */
  JsonNode json(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response = send(request);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.headers().firstValue("cache-control")).contains("no-store");
    assertThat(response.headers().map().keySet()).noneMatch(name -> name.startsWith("access-"));
    return JSON.readTree(response.body());
  }

  private void put(String bucket, String key, byte[] bytes) {
    s3.client.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
  }

  /** Returns its entity tag. */
  String putOriginal(String key) {
    return s3.client
        .putObject(
            put -> put.bucket(LocalS3Settings.ORIGINALS).key(key), RequestBody.fromString("abc"))
        .eTag()
        .replace("\"", "");
  }

  /** Stores the manifest of an original that was refused as torn. */
  void refuse(String key, String etag) {
    Manifest manifest =
        Manifest.rejected(
            key,
            new Source(etag, 3L, null),
            RecipeReader.defaultRecipe().fingerprint(),
            Reason.TRUNCATED,
            "expected all of it but got half");
    put(LocalS3Settings.VARIANTS, new DerivedKeys(key).manifest(), ManifestJson.write(manifest));
  }

  void putLetter(String id, String json) {
    put(LocalS3Settings.DEAD_LETTERS, id, json.getBytes(StandardCharsets.UTF_8));
  }

  /** An answer as it comes: Java's own client lets nobody set the Host, or send a broken escape. */
  String raw(String path, String host) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      String request =
          "GET "
              + path
              + " HTTP/1.1\r\nHost: "
              + host
              + "\r\nSec-Fetch-Site: same-origin\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    s3.close();
  }
}
