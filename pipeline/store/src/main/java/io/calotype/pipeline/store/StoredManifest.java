package io.calotype.pipeline.store;

import io.calotype.variants.manifest.Manifest;
import io.calotype.variants.manifest.ManifestJson;
import io.calotype.variants.manifest.Source;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A manifest as it stands in the bucket.
 *
 * @param manifest what it says; empty where it cannot be read, which counts as none
 * @param etag its entity tag, by which it is replaced or deleted
 * @param writtenFor the record of the stream for which it was written
 * @param replaces whether it took the place of one that told of another version of the original
 */
public record StoredManifest(
    Optional<Manifest> manifest, String etag, String writtenFor, boolean replaces) {
  private static final String CACHE_CONTROL = "public, max-age=5";
  private static final String RECORD = "record";
  private static final String REPLACES = "replaces";

  static StoredManifest of(Content content) {
    return new StoredManifest(
        ManifestJson.read(content.bytes()),
        content.object().etag(),
        content.object().metadata().getOrDefault(RECORD, ""),
        content.object().metadata().containsKey(REPLACES));
  }

  /** Whether it tells of another version of the original; one that cannot be read tells of any. */
  public boolean isOfAnother(Source source) {
    return manifest.isEmpty() || !manifest.get().source().equals(source);
  }

  /**
   * A manifest to store.
   *
   * @param manifest what it says
   * @param cacheTag the tag of everything that derives from the original
   * @param writtenFor the record of the stream for which it is written. When that record comes once
   *     more, since its effects stand but no checkpoint was completed after it, what follows from
   *     the manifest (announcement, dead letter) is sent once more; for any other record it is not
   * @param replaces whether it takes the place of one that tells of another version
   */
  public record Draft(Manifest manifest, String cacheTag, String writtenFor, boolean replaces) {
    NewObject object() {
      Map<String, String> metadata = new HashMap<>();
      metadata.put(Mark.CACHE_TAG, cacheTag);
      metadata.put(RECORD, writtenFor);
      if (replaces) {
        metadata.put(REPLACES, "true");
      }
      return new NewObject(
          ManifestJson.write(manifest), ManifestJson.CONTENT_TYPE, CACHE_CONTROL, metadata);
    }
  }
}
