package io.calotype.infra.local.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.calotype.infra.local.s3.LocalS3Settings;
import io.calotype.variants.name.DerivedKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What was written to the bucket of variants, and when: S3 itself tells. */
final class WriteLog {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A manifest, written at a moment in milliseconds since 1970. */
  private record Manifest(String key, long atMs) {}

  private final List<Manifest> manifests = new ArrayList<>();
  private final Map<String, Integer> timesByKey = new HashMap<>();

  /** Takes an event of S3. */
  synchronized void note(String eventJson) {
    JsonNode event;
    try {
      event = JSON.readTree(eventJson);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
    if (event.at("/detail/bucket/name").asText().equals(LocalS3Settings.VARIANTS)
        && event.path("detail-type").asText().equals("Object Created")) {
      String key = event.at("/detail/object/key").asText();
      timesByKey.merge(key, 1, Integer::sum);
      if (key.endsWith("/" + DerivedKeys.MANIFEST)) {
        manifests.add(new Manifest(key, System.currentTimeMillis()));
      }
    }
  }

  /** How many manifests were written so far, those counted that replaced others. */
  synchronized int manifests() {
    return manifests.size();
  }

  /** When the first manifest was written since then. */
  synchronized OptionalLong firstManifestSince(long ms) {
    return manifests.stream().mapToLong(Manifest::atMs).filter(at -> at >= ms).findFirst();
  }

  /** How often each key was written. */
  synchronized Map<String, Integer> timesByKey() {
    return Map.copyOf(timesByKey);
  }
}
