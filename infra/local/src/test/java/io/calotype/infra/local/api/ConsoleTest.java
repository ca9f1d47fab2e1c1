package io.calotype.infra.local.api;

import static io.calotype.infra.local.api.ConsoleFixture.API;
import static io.calotype.infra.local.api.ConsoleFixture.TOKENS;
import static io.calotype.infra.local.s3.S3Fixture.CREDENTIALS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console over HTTP: its page, who may ask it, and what it tells of the system. */
class ConsoleTest {
  private final ConsoleFixture console = new ConsoleFixture();

  @AfterEach
  void stop() {
    console.close();
  }

  @Test
  void servesThePageUnderAStrictPolicy() throws Exception {
    HttpResponse<String> page = console.send(console.request("/"));

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

    HttpResponse<String> first = console.send(console.request(path));
    String etag = first.headers().firstValue("etag").orElseThrow();
    HttpResponse<String> again = console.send(console.request(path).header("If-None-Match", etag));
    HttpResponse<String> changed =
        console.send(console.request(path).header("If-None-Match", "\"another\""));

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
    assertThat(console.send(console.request("/_calotype/console/" + name)).statusCode())
        .isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"system", "status", "pictures", "dead-letters", "token"})
  void answersNoOtherPage(String name) throws Exception {
    HttpRequest.Builder[] strangers = {
      console.request(API + name),
      console.request(API + name).header("Sec-Fetch-Site", "cross-site"),
      console.request(API + name).header("Sec-Fetch-Site", "none"),
      console
          .request(API + name)
          .header("Sec-Fetch-Site", "same-origin")
          .header("Origin", "http://evil.example"),
    };
    for (HttpRequest.Builder stranger : strangers) {
      HttpResponse<String> response = console.send(stranger);
      assertThat(response.statusCode()).isEqualTo(403);
      assertThat(response.body()).startsWith("expected a request of the page").endsWith("\n");
      assertThat(response.headers().map().keySet())
          .noneMatch(header -> header.startsWith("access-"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/_calotype/console/main.mjs", API + "token", API + "pictures"})
  void answersNoOtherHostName(String path) throws Exception {
    assertThat(rawStatus(path, "rebound.example:" + console.port())).isEqualTo("403");
    assertThat(rawStatus(path, "localhost:" + console.port())).isEqualTo("200");
  }

  private String rawStatus(String path, String host) throws IOException {
    return console.raw(path, host).split(" ", 3)[1];
  }

  @Test
  void givesThePageATokenThatUploadsTake() throws Exception {
    String token = console.json("token").path("token").asText();

    assertThat(TOKENS.authorize("Bearer " + token))
        .hasValueSatisfying(claims -> assertThat(claims).containsEntry("sub", "console"));
    Tokens later =
        new Tokens(new byte[32], Clock.offset(Clock.systemUTC(), Duration.ofMinutes(11)));
    assertThat(later.authorize("Bearer " + token)).isEmpty();
  }

  @Test
  void tellsWhatTheRecipeMakesAndNoSecret() throws Exception {
    JsonNode system = console.json("system");

    assertThat(system.path("widths").toString()).isEqualTo("[160,320,640,1080,1920]");
    assertThat(system.path("ratios").get(0).asText()).isEqualTo("1:1");
    assertThat(system.path("bytesMax").asLong()).isEqualTo(50_000_000);
    assertThat(system.toString())
        .doesNotContain(CREDENTIALS.accessKeyId(), CREDENTIALS.secretAccessKey());
  }

  @Test
  void saysInOneLineThatFlinkDoesNotAnswer() throws Exception {
    HttpResponse<String> response = console.send(console.fromThePage("status"));

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body())
        .isEqualTo("expected Flink to answer at http://127.0.0.1:9 but it does not\n");
  }

  @Test
  void knowsNoOtherNames() throws Exception {
    assertThat(console.send(console.fromThePage("secrets")).statusCode()).isEqualTo(404);
    assertThat(
            console.send(console.fromThePage("status").POST(BodyPublishers.noBody())).statusCode())
        .isEqualTo(405);
    assertThat(console.send(console.request("/").POST(BodyPublishers.noBody())).statusCode())
        .isEqualTo(405);
  }
}
