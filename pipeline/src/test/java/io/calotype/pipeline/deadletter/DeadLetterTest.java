package io.calotype.pipeline.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.calotype.pipeline.fixture.JsonSchemas;
import io.calotype.variants.reason.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
  @Test
  void keepsTextAsText() throws IOException {
    JsonNode json = json(letter("köln.jpg", "{\"a\": \"ü😀\"}".getBytes(StandardCharsets.UTF_8)));
    assertThat(json.at("/record/text").asText()).isEqualTo("{\"a\": \"ü😀\"}");
    assertThat(json.path("key").asText()).isEqualTo("köln.jpg");
    assertThat(json.path("reason").asText()).isEqualTo("TRUNCATED");
    assertThat(json.path("time").asText()).isEqualTo("2023-11-14T22:13:20Z");
  }

  @Test
  void keepsOtherBytesInBase64() throws IOException {
    JsonNode json = json(letter(null, new byte[] {(byte) 0xff, 0}));
    assertThat(json.at("/record/base64").binaryValue()).containsExactly(0xff, 0);
    assertThat(json.has("key")).isFalse();
  }

  @Test
  void isNamedAfterItsRecord() {
    assertThat(letter("a", new byte[0]).objectKey()).isEqualTo("shardId-000000000001/4960.json");
  }

  @Test
  void isAsItsSchemaSays() {
    for (byte[] data : new byte[][] {{}, {'a'}, {(byte) 0xff}}) {
      String json = new String(letter("a", data).json(), StandardCharsets.UTF_8);
      assertThat(JsonSchemas.problems("dead-letter", json)).isEmpty();
      assertThat(
              JsonSchemas.problems(
                  "dead-letter", json.replace("\"text\"", "\"other\"").replace("base64", "other")))
          .isNotEmpty();
    }
  }

  @Test
  void isSerialisedWithoutKryo() {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(DeadLetter.class);
  }

  private static JsonNode json(DeadLetter letter) throws IOException {
    return new JsonMapper().readTree(letter.json());
  }

  private static DeadLetter letter(String key, byte[] data) {
    return new DeadLetter(
        "shardId-000000000001",
        "4960",
        key,
        Reason.TRUNCATED,
        "expected more but got less",
        1,
        1_700_000_000_000L,
        data);
  }
}
