package io.calotype.variants.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;

/** The JSON form of manifests; {@code manifest.schema.json} is its contract. */
public final class ManifestJson {
  /** The media type that is stored with a manifest. */
  public static final String CONTENT_TYPE = "application/json";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private ManifestJson() {}

  /** Writes a manifest in UTF-8; equal manifests give equal bytes. */
  public static byte[] write(Manifest manifest) {
    try {
      return JSON.writeValueAsBytes(manifest);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a manifest holds nothing that JSON cannot", e);
    }
  }

  /**
   * Reads a manifest; properties that it does not know are passed over. Empty where the bytes are
   * no manifest of this version, which counts as no manifest at all: the original is made anew.
   */
  public static Optional<Manifest> read(byte[] json) {
    try {
      return Optional.ofNullable(JSON.readValue(json, Manifest.class))
          .filter(manifest -> manifest.version() == Manifest.VERSION);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
