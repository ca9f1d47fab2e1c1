package io.calotype.pipeline.store;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a bucket says of an object.
 *
 * @param etag its entity tag, without quotes
 * @param bytes its size
 * @param versionId its version in a bucket that keeps versions, else null
 * @param metadata what was stored with it, names in lower case
 */
public record StoredObject(
    String etag, long bytes, @Nullable String versionId, Map<String, String> metadata) {
  /** Copies the metadata. */
  public StoredObject {
    metadata = Map.copyOf(metadata);
  }
}
