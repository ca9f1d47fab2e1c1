package io.calotype.infra.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.calotype.infra.local.s3.LocalS3;
import io.calotype.infra.local.s3.LocalS3Settings;
import io.calotype.infra.local.s3.S3Credentials;
import io.calotype.pipeline.event.ReconcileEvent;
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
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The console over HTTP, before a real S3 stand-in; Flink does not answer here. */
class ConsoleTest {
  private static final S3Credentials KEYS = new S3Credentials("LOCALKEY", "local-secret-key");
  private static final Tokens TOKENS = new Tokens(new byte[32], Clock.systemUTC());
  private static final String API = "/_calotype/api/";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final RecordingStream stream = new RecordingStream();
  private LocalS3 buckets;
  private S3Client s3;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    buckets = new LocalS3(LocalS3Settings.temporary(KEYS), event -> {});
    s3 =
        S3Client.builder()
            .endpointOverride(buckets.endpoint())
            .forcePathStyle(true)
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(KEYS.accessKeyId(), KEYS.secretAccessKey())))
            .httpClientBuilder(Apache5HttpClient.builder())
            .build();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Console console =
        new Console(
            new Console.Addresses(
                port(), URI.create("http://127.0.0.1:9000"), URI.create("http://127.0.0.1:9")),
            new Console.Buckets(
                LocalS3Settings.ORIGINALS, LocalS3Settings.VARIANTS, LocalS3Settings.DEAD_LETTERS),
            RecipeReader.defaultRecipe(),
            TOKENS,
            s3,
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

  @AfterEach
  void stop() throws IOException {
    server.stop(0);
    s3.close();
    buckets.close();
  }

  private int port() {
    return server.getAddress().getPort();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
  }

  private HttpRequest.Builder fromThePage(String name) {
    return request(API + name).header("Sec-Fetch-Site", "same-origin");
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private JsonNode json(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response = send(request);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.headers().firstValue("cache-control")).contains("no-store");
    assertThat(response.headers().map().keySet()).noneMatch(name -> name.startsWith("access-"));
    return JSON.readTree(response.body());
  }

  private void put(String bucket, String key, byte[] bytes) {
    s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
  }

  private void refuse(String key, String etag) {
    Manifest manifest =
        Manifest.rejected(
            key,
            new Source(etag, 3L, null),
            RecipeReader.defaultRecipe().fingerprint(),
            Reason.TRUNCATED,
            "expected all of it but got half");
    put(LocalS3Settings.VARIANTS, new DerivedKeys(key).manifest(), ManifestJson.write(manifest));
  }

  private String putOriginal(String key) {
    return s3.putObject(
            put -> put.bucket(LocalS3Settings.ORIGINALS).key(key), RequestBody.fromString("abc"))
        .eTag()
        .replace("\"", "");
  }

  private void putLetter(String id, String json) {
    put(LocalS3Settings.DEAD_LETTERS, id, json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void servesThePageUnderAStrictPolicy() throws Exception {
    HttpResponse<String> page = send(request("/"));

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
    assertThat(page.headers().firstValue("content-security-policy"))
        .hasValueSatisfying(
            policy ->
                assertThat(policy)
                    .contains("default-src 'none'", "connect-src 'self' http://127.0.0.1:9000;")
                    .contains("img-src 'self' blob: data:", "frame-ancestors 'none'")
                    .doesNotContain("unsafe", "*"));
    assertThat(page.body()).doesNotContain("<style", "style=", "onclick");
    assertThat(page.body().split("<script", -1)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "main.mjs text/javascript; charset=utf-8",
        "base.css text/css; charset=utf-8",
        "icon.svg image/svg+xml",
        "uPlot.esm.js text/javascript; charset=utf-8",
        "uPlot.min.css text/css; charset=utf-8",
        "calotype.mjs text/javascript; charset=utf-8",
        "thumbhash.mjs text/javascript; charset=utf-8",
        "inter-latin-wght-normal.woff2 font/woff2"
      })
  void servesEachFileAsWhatItIsAndOnceOnly(String fileAndType) throws Exception {
    String[] expected = fileAndType.split(" ", 2);
    String path = "/_calotype/console/" + expected[0];

    HttpResponse<String> first = send(request(path));
    String etag = first.headers().firstValue("etag").orElseThrow();
    HttpResponse<String> again = send(request(path).header("If-None-Match", etag));
    HttpResponse<String> changed = send(request(path).header("If-None-Match", "\"another\""));

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.headers().firstValue("content-type")).contains(expected[1]);
    assertThat(first.headers().firstValue("x-content-type-options")).contains("nosniff");
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(changed.statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nowhere.mjs",
        "../api/Console.class",
        "..%2f..%2fsecret.css",
        "%2e%2e/LocalStack.class",
        "a/b.css",
        ".css",
        "main.mjs/",
        "main.mjs%00.css",
        "package.json"
      })
  void hasNoOtherFiles(String name) throws Exception {
    assertThat(send(request("/_calotype/console/" + name)).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"system", "status", "pictures", "dead-letters", "token"})
  void answersNoOtherPage(String name) throws Exception {
    HttpRequest.Builder[] strangers = {
      request(API + name),
      request(API + name).header("Sec-Fetch-Site", "cross-site"),
      request(API + name).header("Sec-Fetch-Site", "none"),
      request(API + name)
          .header("Sec-Fetch-Site", "same-origin")
          .header("Origin", "http://evil.example"),
    };
    for (HttpRequest.Builder stranger : strangers) {
      HttpResponse<String> response = send(stranger);
      assertThat(response.statusCode()).isEqualTo(403);
      assertThat(response.body()).startsWith("expected a request of the page").endsWith("\n");
      assertThat(response.headers().map().keySet())
          .noneMatch(header -> header.startsWith("access-"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/_calotype/console/main.mjs", API + "token", API + "pictures"})
  void answersNoOtherHostName(String path) throws Exception {
    assertThat(rawStatus(path, "rebound.example:" + port())).isEqualTo("403");
    assertThat(rawStatus(path, "localhost:" + port())).isEqualTo("200");
  }

  private String rawStatus(String path, String host) throws IOException {
    return raw(path, host).split(" ", 3)[1];
  }

  /** Java's own client lets nobody set the Host, or send a broken escape. */
  private String raw(String path, String host) throws IOException {
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

  @Test
  void givesThePageATokenThatUploadsTake() throws Exception {
    String token = json(fromThePage("token")).path("token").asText();

    assertThat(TOKENS.authorize("Bearer " + token))
        .hasValueSatisfying(claims -> assertThat(claims).containsEntry("sub", "console"));
    Tokens later =
        new Tokens(new byte[32], Clock.offset(Clock.systemUTC(), Duration.ofMinutes(11)));
    assertThat(later.authorize("Bearer " + token)).isEmpty();
  }

  @Test
  void tellsWhatTheRecipeMakesAndNoSecret() throws Exception {
    JsonNode system = json(fromThePage("system"));

    assertThat(system.path("widths").toString()).isEqualTo("[160,320,640,1080,1920]");
    assertThat(system.path("ratios").get(0).asText()).isEqualTo("1:1");
    assertThat(system.path("bytesMax").asLong()).isEqualTo(50_000_000);
    assertThat(system.toString()).doesNotContain(KEYS.accessKeyId(), KEYS.secretAccessKey());
  }

  @Test
  void saysInOneLineThatFlinkDoesNotAnswer() throws Exception {
    HttpResponse<String> response = send(fromThePage("status"));

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body())
        .isEqualTo("expected Flink to answer at http://127.0.0.1:9 but it does not\n");
  }

  @Test
  void listsOriginalsWithWhatBecameOfThem() throws Exception {
    putOriginal("a waiting.jpg");
    refuse("b & refused.jpg", putOriginal("b & refused.jpg"));
    refuse("c replaced.jpg", "an-older-etag");
    putOriginal("c replaced.jpg");
    putOriginal("d" + "x".repeat(256));
    putOriginal("e" + "x".repeat(1023));

    JsonNode pictures = json(fromThePage("pictures"));

    assertThat(pictures.path("all").asBoolean()).isTrue();
    assertThat(pictures.path("pictures"))
        .extracting(picture -> picture.path("key").asText() + " " + picture.path("state").asText())
        .containsExactlyInAnyOrder(
            "a waiting.jpg waiting",
            "b & refused.jpg rejected",
            "c replaced.jpg waiting",
            "d" + "x".repeat(256) + " rejected",
            "e" + "x".repeat(1023) + " rejected");
    assertThat(pictures.path("pictures").get(0).path("bytes").asInt()).isEqualTo(3);
  }

  @Test
  void showsNoMoreThanTheNewest() throws Exception {
    for (int i = 0; i < 30; i++) {
      putOriginal("old " + i);
    }
    Thread.sleep(1100); // S3 tells times in seconds.
    putOriginal("a new one");

    JsonNode pictures = json(fromThePage("pictures")).path("pictures");

    assertThat(pictures).hasSize(24);
    assertThat(pictures.get(0).path("key").asText()).isEqualTo("a new one");
  }

  @Test
  void tellsOfOnePicture() throws Exception {
    refuse("köln & (1)+2%20.jpg", "etag");

    JsonNode picture = json(fromThePage("pictures?key=k%C3%B6ln%20%26%20%281%29%2B2%2520.jpg"));
    JsonNode unknown = json(fromThePage("pictures?key=unknown"));

    assertThat(picture.path("state").asText()).isEqualTo("rejected");
    assertThat(picture.path("manifest").path("reason").path("code").asText())
        .isEqualTo("TRUNCATED");
    assertThat(picture.path("reason").path("code").asText()).isEqualTo("TRUNCATED");
    assertThat(unknown.path("state").asText()).isEqualTo("waiting");
    assertThat(unknown.has("reason")).isFalse();
    assertThat(unknown.has("manifest")).isFalse();
  }

  /** No event of it ever comes to the job, so it must not be said to be in line. */
  @Test
  void tellsOfAKeyThatCannotBeServed() throws Exception {
    JsonNode picture = json(fromThePage("pictures?key=uploads"));

    assertThat(picture.path("state").asText()).isEqualTo("rejected");
    assertThat(picture.path("reason").path("code").asText()).isEqualTo("UNSERVABLE_KEY");
    assertThat(picture.path("reason").path("message").asText()).contains("reserved");
  }

  @ParameterizedTest
  @ValueSource(strings = {"key=", "key=%ff", "keys=a", "="})
  void refusesAQueryThatNamesNoKey(String query) throws Exception {
    String answer = raw(API + "pictures?" + query, "127.0.0.1:" + port());

    assertThat(answer).startsWith("HTTP/1.1 400 ").contains("expected key=");
  }

  @Test
  void showsDeadLettersWithoutTheirRecords() throws Exception {
    putLetter(
        "shard-0/1.json",
        """
        {"version":1,"time":"2026-11-24T12:00:00Z","reason":"TRUNCATED","message":"expected more",
         "key":"torn.jpg","attempts":1,"record":{"text":"a secret"}}""");

    JsonNode letters = json(fromThePage("dead-letters"));

    assertThat(letters.path("total").asInt()).isEqualTo(1);
    assertThat(letters.path("letters").get(0).path("key").asText()).isEqualTo("torn.jpg");
    assertThat(letters.path("letters").get(0).path("message").asText()).isEqualTo("expected more");
    assertThat(letters.toString()).doesNotContain("a secret");
  }

  private HttpRequest.Builder redrive(Optional<String> token, String body) {
    HttpRequest.Builder request =
        fromThePage("dead-letters/redrive").POST(BodyPublishers.ofString(body));
    token.ifPresent(given -> request.header("Authorization", "Bearer " + given));
    return request;
  }

  private static final String TORN =
      """
      {"version":1,"reason":"TRUNCATED","key":"torn.jpg","record":{"text":
      "{\\"source\\":\\"calotype\\",\\"detail-type\\":\\"Reconcile\\",\\"detail\\":
      {\\"bucket\\":{\\"name\\":\\"photos\\"},\\"object\\":{\\"key\\":\\"torn.jpg\\"}}}"}}"""
          .replace("\n", "");

  @Test
  void putsTheOriginalsOfLettersInLineAgain() throws Exception {
    putLetter("shard-0/1.json", TORN);
    String token = TOKENS.issue("console", Duration.ofMinutes(1));

    JsonNode answer =
        json(redrive(Optional.of(token), "{\"ids\":[\"shard-0/1.json\",\"shard-0/9.json\"]}"));

    assertThat(stream.records()).containsExactly(ReconcileEvent.retry("photos", "torn.jpg"));
    assertThat(answer.path("redriven").asInt()).isEqualTo(1);
    assertThat(answer.path("missing").toString()).isEqualTo("[\"shard-0/9.json\"]");
    assertThat(json(fromThePage("dead-letters")).path("total").asInt()).isZero();
  }

  @Test
  void keepsALetterThatTheStreamDoesNotTake() throws Exception {
    stream.refuse();
    putLetter("shard-0/1.json", TORN);
    String token = TOKENS.issue("console", Duration.ofMinutes(1));

    HttpResponse<String> answer =
        send(redrive(Optional.of(token), "{\"ids\":[\"shard-0/1.json\"]}"));

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body().lines()).hasSize(1);
    assertThat(json(fromThePage("dead-letters")).path("total").asInt()).isEqualTo(1);
  }

  @Test
  void putsNothingInLineWithoutAToken() throws Exception {
    putLetter("shard-0/1.json", TORN);
    String body = "{\"ids\":[\"shard-0/1.json\"]}";
    String expired = TOKENS.issue("console", Duration.ofMinutes(-1));

    assertThat(send(redrive(Optional.empty(), body)).statusCode()).isEqualTo(401);
    assertThat(send(redrive(Optional.of(expired), body)).statusCode()).isEqualTo(401);
    assertThat(
            send(request(API + "dead-letters/redrive")
                    .header("Sec-Fetch-Site", "cross-site")
                    .header("Authorization", "Bearer " + TOKENS.issue("x", Duration.ofMinutes(1)))
                    .POST(BodyPublishers.ofString(body)))
                .statusCode())
        .isEqualTo(403);
    assertThat(send(fromThePage("dead-letters/redrive")).statusCode()).isEqualTo(405);
    assertThat(stream.records()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "[]",
        "{\"ids\":[]}",
        "{\"ids\":\"a\"}",
        "{\"ids\":[1]}",
        "{\"ids\":[\"\"]}"
      })
  void refusesAWishThatNamesNoLetters(String body) throws Exception {
    String token = TOKENS.issue("console", Duration.ofMinutes(1));

    assertThat(send(redrive(Optional.of(token), body)).statusCode()).isEqualTo(400);
  }

  @Test
  void knowsNoOtherNames() throws Exception {
    assertThat(send(fromThePage("secrets")).statusCode()).isEqualTo(404);
    assertThat(send(fromThePage("status").POST(BodyPublishers.noBody())).statusCode())
        .isEqualTo(405);
    assertThat(send(request("/").POST(BodyPublishers.noBody())).statusCode()).isEqualTo(405);
  }
}
