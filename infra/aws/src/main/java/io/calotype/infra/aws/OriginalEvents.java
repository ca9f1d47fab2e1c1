package io.calotype.infra.aws;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/**
 * The pattern of the events that go to the stream: {@code infra/events/original-events.json}, which
 * the local system matches by as well.
 */
final class OriginalEvents {
  private static final String RESOURCE = "/io/calotype/infra/events/original-events.json";
  private static final String BUCKET = "${originalsBucket}";

  private OriginalEvents() {}

  /** The pattern for a bucket. */
  static Map<String, Object> pattern(String originalsBucket) {
    try (InputStream in = OriginalEvents.class.getResourceAsStream(RESOURCE)) {
      String pattern =
          new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return new JsonMapper()
          .readValue(pattern.replace(BUCKET, originalsBucket), new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
