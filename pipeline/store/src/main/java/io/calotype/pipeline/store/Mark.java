package io.calotype.pipeline.store;

import io.calotype.variants.digest.Digest;
import io.calotype.variants.manifest.Source;
import io.calotype.variants.manifest.SourceDigest;
import io.calotype.variants.name.VariantName;
import io.calotype.variants.recipe.Recipe;
import java.util.Map;

/**
 * What tells in a variant's metadata of which version of its original and by which recipe it was
 * made. Readers at the edge rely on the names.
 *
 * @param key the original's key
 * @param source the version of the original
 * @param recipe what it was made by
 */
public record Mark(String key, Source source, Recipe recipe) {
  /** The entity tag of the original, without quotes. */
  public static final String SOURCE_ETAG = "source-etag";

  /** The fingerprint of the variant. */
  public static final String FINGERPRINT = "fingerprint";

  /** The {@code v} of viewers' URLs. */
  public static final String V = "v";

  /**
   * By which all that derives from one original is purged at once: a hash, since tags are ASCII.
   */
  public static final String CACHE_TAG = "cache-tag";

  /** The metadata of one variant. */
  public Map<String, String> of(VariantName name) {
    return Map.of(
        SOURCE_ETAG, source.etag(),
        FINGERPRINT, recipe.fingerprint(name, key, source.focalPoint()),
        V, v(),
        CACHE_TAG, cacheTag());
  }

  /** The digest of source version and recipe. */
  public String v() {
    return SourceDigest.of(source, recipe.fingerprint());
  }

  /** The tag of everything that derives from the original. */
  public String cacheTag() {
    return Digest.of(key);
  }

  /**
   * Whether a stored object is the same image as this variant: rendered from the same bytes, by the
   * same part of a recipe. Its {@code v} may be another.
   */
  public boolean isOfSameImage(StoredObject object, VariantName name) {
    Map<String, String> mark = of(name);
    return object.metadata().getOrDefault(SOURCE_ETAG, "").equals(mark.get(SOURCE_ETAG))
        && object.metadata().getOrDefault(FINGERPRINT, "").equals(mark.get(FINGERPRINT));
  }

  /** Whether a stored object is this variant, of this version, by this recipe. */
  public boolean isOn(StoredObject object, VariantName name) {
    return of(name).equals(object.metadata());
  }
}
