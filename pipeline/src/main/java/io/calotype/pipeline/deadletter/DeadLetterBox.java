package io.calotype.pipeline.deadletter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.calotype.pipeline.quarantine.Attempts;
import io.calotype.variants.reason.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * The dead letters of a bucket, to be read, and taken out when they have been dealt with. The
 * markers of {@link Attempts} stand there too and are none.
 */
public final class DeadLetterBox {
  private static final int CONDITION_BROKEN = 412;
  private static final int NOT_FOUND = 404;
  private static final JsonMapper JSON = new JsonMapper();

  private final S3Client s3;
  private final String bucket;

  /** The letters of this bucket; the client stays the caller's to close. */
  public DeadLetterBox(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  /**
   * A letter.
   *
   * @param id its key in the bucket
   * @param etag of its object, by which it is taken out
   * @param reason why, as the code stands in the letter
   * @param key the original's, or null where it is not known
   * @param time when it was refused, as it stands in the letter
   * @param attempts how often the original was rendered
   * @param record the record as it came
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed over, never compared.
  public record Letter(
      String id,
      String etag,
      String reason,
      String message,
      @Nullable String key,
      String time,
      int attempts,
      byte[] record) {}

  /** An entry of the bucket, not read yet. */
  public record Slip(String id, Instant kept) {}

  /** What is in the bucket, in the order of its keys; listed as it is asked for. */
  public Stream<Slip> slips() {
    return s3.listObjectsV2Paginator(list -> list.bucket(bucket)).contents().stream()
        .filter(object -> !object.key().startsWith(Attempts.PREFIX))
        .map(object -> new Slip(object.key(), object.lastModified()));
  }

  /** All letters, in the order of their ids; read as they are asked for. */
  public Stream<Letter> letters() {
    return slips().map(slip -> letter(slip.id())).flatMap(Optional::stream);
  }

  /** The letters of one reason. */
  public Stream<Letter> letters(Reason reason) {
    return letters().filter(letter -> letter.reason().equals(reason.name()));
  }

  /** One letter; empty where there is none of this id, or what is there is no letter. */
  public Optional<Letter> letter(String id) {
    try {
      var answer = s3.getObjectAsBytes(get -> get.bucket(bucket).key(id));
      JsonNode json = JSON.readTree(answer.asByteArrayUnsafe());
      return json.path("reason").isTextual()
          ? Optional.of(letter(id, answer.response().eTag(), json))
          : Optional.empty();
    } catch (NoSuchKeyException | IOException e) {
      return Optional.empty();
    }
  }

  private static Letter letter(String id, String etag, JsonNode json) {
    JsonNode record = json.path("record");
    return new Letter(
        id,
        etag,
        json.path("reason").textValue(),
        json.path("message").asText(""),
        json.path("key").isTextual() ? json.path("key").textValue() : null,
        json.path("time").asText(""),
        json.path("attempts").asInt(),
        record.has("base64")
            ? Base64.getDecoder().decode(record.path("base64").asText())
            : record.path("text").asText("").getBytes(StandardCharsets.UTF_8));
  }

  /** Takes a letter out, unless it has been replaced since it was read; gone already is as good. */
  public void takeOut(Letter letter) {
    try {
      s3.deleteObject(delete -> delete.bucket(bucket).key(letter.id()).ifMatch(letter.etag()));
    } catch (AwsServiceException e) {
      if (e.statusCode() != CONDITION_BROKEN && e.statusCode() != NOT_FOUND) {
        throw e;
      }
    }
  }
}
