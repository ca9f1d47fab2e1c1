package io.calotype.infra.local.api;

import static io.calotype.infra.local.api.ConsoleFixture.API;
import static io.calotype.infra.local.api.ConsoleFixture.TOKENS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.calotype.pipeline.event.ReconcileEvent;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dead letters in the console, and what puts their originals in line again. */
class ConsoleDeadLettersTest {
  private static final String TORN =
      """
      {"version":1,"reason":"TRUNCATED","key":"torn.jpg","record":{"text":
      "{\\"source\\":\\"calotype\\",\\"detail-type\\":\\"Reconcile\\",\\"detail\\":
      {\\"bucket\\":{\\"name\\":\\"photos\\"},\\"object\\":{\\"key\\":\\"torn.jpg\\"}}}"}}"""
          .replace("\n", "");

  private final ConsoleFixture console = new ConsoleFixture();

  @AfterEach
  void stop() {
    console.close();
  }

  @Test
  void showsDeadLettersWithoutTheirRecords() throws Exception {
    console.putLetter(
        "shard-0/1.json",
        """
        {"version":1,"time":"2026-11-24T12:00:00Z","reason":"TRUNCATED","message":"expected more",
         "key":"torn.jpg","attempts":1,"record":{"text":"a secret"}}""");

    JsonNode letters = console.json("dead-letters");

    assertThat(letters.path("total").asInt()).isEqualTo(1);
    assertThat(letters.path("letters").get(0).path("key").asText()).isEqualTo("torn.jpg");
    assertThat(letters.path("letters").get(0).path("message").asText()).isEqualTo("expected more");
    assertThat(letters.toString()).doesNotContain("a secret");
  }

  @Test
  void putsTheOriginalsOfLettersInLineAgain() throws Exception {
    console.putLetter("shard-0/1.json", TORN);
    String token = TOKENS.issue("console", Duration.ofMinutes(1));

    JsonNode answer =
        console.json(
            redrive(Optional.of(token), "{\"ids\":[\"shard-0/1.json\",\"shard-0/9.json\"]}"));

    assertThat(console.stream.records())
        .containsExactly(ReconcileEvent.retry("photos", "torn.jpg"));
    assertThat(answer.path("redriven").asInt()).isEqualTo(1);
    assertThat(answer.path("missing").toString()).isEqualTo("[\"shard-0/9.json\"]");
    assertThat(console.json("dead-letters").path("total").asInt()).isZero();
  }

  @Test
  void keepsALetterThatTheStreamDoesNotTake() throws Exception {
    console.stream.refuse();
    console.putLetter("shard-0/1.json", TORN);
    String token = TOKENS.issue("console", Duration.ofMinutes(1));

    HttpResponse<String> answer =
        console.send(redrive(Optional.of(token), "{\"ids\":[\"shard-0/1.json\"]}"));

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body().lines()).hasSize(1);
    assertThat(console.json("dead-letters").path("total").asInt()).isEqualTo(1);
  }

  @Test
  void putsNothingInLineWithoutAToken() throws Exception {
    console.putLetter("shard-0/1.json", TORN);
    String body = "{\"ids\":[\"shard-0/1.json\"]}";
    String expired = TOKENS.issue("console", Duration.ofMinutes(-1));

    assertThat(console.send(redrive(Optional.empty(), body)).statusCode()).isEqualTo(401);
    assertThat(console.send(redrive(Optional.of(expired), body)).statusCode()).isEqualTo(401);
    assertThat(
            console
                .send(
                    console
                        .request(API + "dead-letters/redrive")
                        .header("Sec-Fetch-Site", "cross-site")
                        .header(
                            "Authorization", "Bearer " + TOKENS.issue("x", Duration.ofMinutes(1)))
                        .POST(BodyPublishers.ofString(body)))
                .statusCode())
        .isEqualTo(403);
    assertThat(console.send(console.fromThePage("dead-letters/redrive")).statusCode())
        .isEqualTo(405);
    assertThat(console.stream.records()).isEmpty();
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

    assertThat(console.send(redrive(Optional.of(token), body)).statusCode()).isEqualTo(400);
  }

  private HttpRequest.Builder redrive(Optional<String> token, String body) {
    HttpRequest.Builder request =
        console.fromThePage("dead-letters/redrive").POST(BodyPublishers.ofString(body));
    token.ifPresent(given -> request.header("Authorization", "Bearer " + given));
    return request;
  }
}
