package io.calotype.infra.local.api;

import static io.calotype.infra.local.api.ConsoleFixture.API;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the console tells of originals and what became of them. */
class ConsolePicturesTest {
  private final ConsoleFixture console = new ConsoleFixture();

  @AfterEach
  void stop() {
    console.close();
  }

  @Test
  void listsOriginalsWithWhatBecameOfThem() throws Exception {
    console.putOriginal("a waiting.jpg");
    console.refuse("b & refused.jpg", console.putOriginal("b & refused.jpg"));
    console.refuse("c replaced.jpg", "an-older-etag");
    console.putOriginal("c replaced.jpg");
    console.putOriginal("d" + "x".repeat(256));
    console.putOriginal("e" + "x".repeat(1023));

    JsonNode pictures = console.json("pictures");

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
      console.putOriginal("old " + i);
    }
    Thread.sleep(1100); // S3 tells times in seconds.
    console.putOriginal("a new one");

    JsonNode pictures = console.json("pictures").path("pictures");

    assertThat(pictures).hasSize(24);
    assertThat(pictures.get(0).path("key").asText()).isEqualTo("a new one");
  }

  @Test
  void tellsOfOnePicture() throws Exception {
    console.refuse("köln & (1)+2%20.jpg", "etag");

    JsonNode picture = console.json("pictures?key=k%C3%B6ln%20%26%20%281%29%2B2%2520.jpg");
    JsonNode unknown = console.json("pictures?key=unknown");

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
    JsonNode picture = console.json("pictures?key=uploads");

    assertThat(picture.path("state").asText()).isEqualTo("rejected");
    assertThat(picture.path("reason").path("code").asText()).isEqualTo("UNSERVABLE_KEY");
    assertThat(picture.path("reason").path("message").asText()).contains("reserved");
  }

  @ParameterizedTest
  @ValueSource(strings = {"key=", "key=%ff", "keys=a", "="})
  void refusesAQueryThatNamesNoKey(String query) throws Exception {
    String answer = console.raw(API + "pictures?" + query, "127.0.0.1:" + console.port());

    assertThat(answer).startsWith("HTTP/1.1 400 ").contains("expected key=");
  }
}
