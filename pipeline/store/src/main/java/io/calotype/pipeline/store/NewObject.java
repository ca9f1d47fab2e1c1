package io.calotype.pipeline.store;

import java.util.Map;

/**
 * An object to store.
 *
 * @param bytes the whole object; not changed
 * @param contentType its media type
 * @param cacheControl how long viewers may keep it
 * @param metadata names in lower case; names and values in ASCII
 */
@SuppressWarnings("ArrayRecordComponent") // Handed over, never compared.
public record NewObject(
    byte[] bytes, String contentType, String cacheControl, Map<String, String> metadata) {
  /** Copies the metadata. */
  public NewObject {
    metadata = Map.copyOf(metadata);
  }
}
