package io.calotype.pipeline.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.calotype.pipeline.event.OriginalEvent.Kind;
import io.calotype.pipeline.kinesis.KinesisRecord;
import io.calotype.variants.request.Excerpt;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of the stream: EventBridge's events of S3, and our own {@code Reconcile}. The
 * schemas beside the job state both forms as they are read here.
 *
 * <p>Lenient to what it does not need, since AWS adds fields; strict on what it needs. Keys are
 * taken verbatim: in EventBridge's events, unlike in S3's older notifications, they are not
 * escaped. Safe for use by several threads at once.
 */
public final class EventDecoder {
  /** What EventBridge takes at most; a longer record was not put there by it. */
  static final int BYTES_MAX = 256 * 1024;

  /** The longest key that S3 takes, in UTF-8. */
  private static final int KEY_BYTES_MAX = 1024;

  private static final Pattern SEQUENCER = Pattern.compile("[0-9a-fA-F]{1,64}");
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /** Reads one record, or says why it is no event. */
  public OriginalEvent decode(KinesisRecord record) throws MalformedEventException {
    JsonNode event = json(record.data());
    JsonNode object = event.path("detail").path("object");
    String key = key(object.path("key"));
    Kind kind = kind(event, key);
    return new OriginalEvent(
        kind,
        bucket(event.path("detail").path("bucket").path("name"), key),
        key,
        object.path("etag").isTextual() ? object.path("etag").textValue() : null,
        object.path("size").canConvertToLong() && object.path("size").isIntegralNumber()
            ? object.path("size").longValue()
            : -1,
        kind.isOurs() ? null : sequencer(object.path("sequencer"), key),
        record.shardId(),
        record.sequenceNumber(),
        record.approximateArrivalMs(),
        record.data());
  }

  /** The record's text, or empty where it is not UTF-8. */
  public static Optional<String> text(byte[] data) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(data)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static JsonNode json(byte[] data) throws MalformedEventException {
    if (data.length > BYTES_MAX) {
      throw malformed(
          "expected an event of at most " + BYTES_MAX + " bytes but got " + data.length, null);
    }
    Optional<String> text = text(data);
    if (text.isEmpty()) {
      throw malformed("expected an event in UTF-8 but got other bytes", null);
    }
    try {
      JsonNode json = JSON.readTree(text.get());
      if (!json.isObject()) {
        throw malformed("expected a JSON object but got " + Excerpt.of(text.get()), null);
      }
      return json;
    } catch (JsonProcessingException e) {
      throw new MalformedEventException(
          "expected a JSON object but got " + Excerpt.of(text.get()), null, e);
    }
  }

  private static String key(JsonNode node) throws MalformedEventException {
    if (!node.isTextual() || node.textValue().isEmpty()) {
      throw malformed("expected detail.object.key as text but got " + got(node), null);
    }
    String key = node.textValue();
    int bytes;
    try {
      bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(key)).remaining();
    } catch (CharacterCodingException e) {
      throw new MalformedEventException(
          "expected detail.object.key in Unicode but got half a character in " + Excerpt.of(key),
          null,
          e);
    }
    if (bytes > KEY_BYTES_MAX) {
      throw malformed(
          "expected detail.object.key of at most " + KEY_BYTES_MAX + " bytes but got " + bytes,
          null);
    }
    return key;
  }

  private static Kind kind(JsonNode event, String key) throws MalformedEventException {
    String what = event.path("source").asText("") + ": " + event.path("detail-type").asText("");
    return switch (what) {
      case "aws.s3: Object Created" -> Kind.CREATED;
      case "aws.s3: Object Deleted" -> Kind.DELETED;
      case "calotype: Reconcile" ->
          event.at("/detail/retry").asBoolean() ? Kind.RETRY : Kind.RECONCILE;
      default ->
          throw malformed(
              "expected source and detail-type \"aws.s3: Object Created\", \"aws.s3: Object"
                  + " Deleted\" or \"calotype: Reconcile\" but got "
                  + Excerpt.of(what),
              key);
    };
  }

  private static String bucket(JsonNode node, String key) throws MalformedEventException {
    if (!node.isTextual() || node.textValue().isEmpty()) {
      throw malformed("expected detail.bucket.name as text but got " + got(node), key);
    }
    return node.textValue();
  }

  private static String sequencer(JsonNode node, String key) throws MalformedEventException {
    if (!node.isTextual() || !SEQUENCER.matcher(node.textValue()).matches()) {
      throw malformed(
          "expected detail.object.sequencer of 1 to 64 hex digits but got " + got(node), key);
    }
    return node.textValue();
  }

  private static String got(JsonNode node) {
    return node.isMissingNode() ? "none" : Excerpt.of(node.toString());
  }

  private static MalformedEventException malformed(String message, @Nullable String key) {
    return new MalformedEventException(message, key, null);
  }
}
