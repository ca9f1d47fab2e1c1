package io.calotype.pipeline.deadletter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.calotype.variants.reason.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A record of the stream whose original was refused, or that is no event at all; {@code
 * dead-letter.schema.json} is the contract of its JSON form.
 *
 * @param shardId the shard that the record came from
 * @param sequenceNumber the record's place in the shard
 * @param key the original's key, where it is known
 * @param reason why it was refused
 * @param message one line for users: what was expected and what came
 * @param attempts how often the original was rendered; 0 where it was refused before
 * @param timeMs when it was refused, in milliseconds since 1970
 * @param data the record
 */
@SuppressWarnings("ArrayRecordComponent") // Handed over, never compared.
public record DeadLetter(
    String shardId,
    String sequenceNumber,
    @Nullable String key,
    Reason reason,
    String message,
    int attempts,
    long timeMs,
    byte[] data) {

  /** The version of the JSON form. */
  public static final int VERSION = 1;

  private static final JsonMapper JSON = new JsonMapper();

  /** Where it is kept. The same for the same record, so that a replay does not double it. */
  public String objectKey() {
    return shardId + "/" + sequenceNumber + ".json";
  }

  /** Its JSON form in UTF-8; the record as text, or in base64 where it is not UTF-8. */
  public byte[] json() {
    ObjectNode json =
        JSON.createObjectNode()
            .put("version", VERSION)
            .put("time", Instant.ofEpochMilli(timeMs).toString())
            .put("reason", reason.name())
            .put("message", message);
    if (key != null) {
      json.put("key", key);
    }
    json.put("attempts", attempts).put("shardId", shardId).put("sequenceNumber", sequenceNumber);
    ObjectNode kept = json.putObject("record");
    try {
      kept.put(
          "text", StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(data)).toString());
    } catch (CharacterCodingException e) {
      kept.put("base64", Base64.getEncoder().encodeToString(data));
    }
    try {
      return JSON.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers can be written", e);
    }
  }
}
