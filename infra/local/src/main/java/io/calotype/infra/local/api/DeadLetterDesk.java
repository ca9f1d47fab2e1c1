package io.calotype.infra.local.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Shows dead letters, and gives their originals another try. */
final class DeadLetterDesk {
  private static final int KEYS_MAX = 10_000;
  private static final JsonMapper JSON = new JsonMapper();

  private final S3Client s3;
  private final String bucket;
  private final Consumer<String> lookAgain;

  /**
   * The letters of a bucket.
   *
   * @param lookAgain has the job look at the original of a key
   */
  DeadLetterDesk(S3Client s3, String bucket, Consumer<String> lookAgain) {
    this.s3 = s3;
    this.bucket = bucket;
    this.lookAgain = lookAgain;
  }

  /**
   * A letter, without the record that it keeps.
   *
   * @param id its place in the bucket
   * @param key the original's, where it is known
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Letter(
      String id, @Nullable String key, String reason, String message, String time, int attempts) {}

  /**
   * The newest letters.
   *
   * @param total how many there are
   * @param all whether all of them were counted
   */
  record Letters(List<Letter> letters, int total, boolean all) {}

  /** At most so many, newest first. */
  Letters newest(int lettersMax) {
    List<S3Object> objects = new ArrayList<>();
    boolean all = true;
    for (S3Object object : s3.listObjectsV2Paginator(list -> list.bucket(bucket)).contents()) {
      if (objects.size() == KEYS_MAX) {
        all = false;
        break;
      }
      objects.add(object);
    }
    objects.sort(Comparator.comparing(S3Object::lastModified).reversed());
    List<Letter> letters = new ArrayList<>();
    for (S3Object object : objects.subList(0, Math.min(lettersMax, objects.size()))) {
      letter(object.key()).ifPresent(letters::add);
    }
    return new Letters(letters, objects.size(), all);
  }

  /**
   * What became of a wish to try again.
   *
   * @param redriven how many are in line again
   */
  record Redriven(int redriven, List<String> missing) {}

  Redriven redrive(List<String> ids) {
    List<String> missing = new ArrayList<>();
    int redriven = 0;
    for (String id : ids) {
      Optional<Letter> letter = letter(id).filter(found -> found.key() != null);
      if (letter.isPresent()) {
        lookAgain.accept(letter.get().key());
        redriven++;
      } else {
        missing.add(id);
      }
    }
    return new Redriven(redriven, missing);
  }

  private Optional<Letter> letter(String id) {
    try {
      JsonNode json =
          JSON.readTree(s3.getObjectAsBytes(get -> get.bucket(bucket).key(id)).asByteArrayUnsafe());
      return Optional.of(
          new Letter(
              id,
              json.path("key").asText(null),
              json.path("reason").asText(),
              json.path("message").asText(),
              json.path("time").asText(),
              json.path("attempts").asInt()));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
