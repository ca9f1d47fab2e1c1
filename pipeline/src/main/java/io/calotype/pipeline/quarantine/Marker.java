package io.calotype.pipeline.quarantine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Says that a file is being rendered.
 *
 * @param key the original's
 * @param sha256 of its bytes: another version is another file
 * @param sightings how many processes have begun to render it and did not end it, this one counted
 * @param process the one that wrote it
 * @param timeMs when, in milliseconds since 1970
 */
record Marker(String key, String sha256, int sightings, String process, long timeMs) {
  private static final JsonMapper JSON = new JsonMapper();

  byte[] json() {
    return JSON.createObjectNode()
        .put("key", key)
        .put("sha256", sha256)
        .put("sightings", sightings)
        .put("process", process)
        .put("timeMs", timeMs)
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Empty where it is none: then nothing can be held against a file. */
  static Optional<Marker> read(byte[] bytes) {
    try {
      JsonNode json = JSON.readTree(bytes);
      return json.path("sightings").canConvertToInt()
          ? Optional.of(
              new Marker(
                  json.path("key").asText(),
                  json.path("sha256").asText(),
                  json.path("sightings").asInt(),
                  json.path("process").asText(),
                  json.path("timeMs").asLong()))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
