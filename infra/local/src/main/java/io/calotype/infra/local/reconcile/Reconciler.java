package io.calotype.infra.local.reconcile;

import io.calotype.variants.manifest.Manifest;
import io.calotype.variants.manifest.ManifestJson;
import io.calotype.variants.manifest.Source;
import io.calotype.variants.name.DerivedKeys;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Finds the originals whose variants are not what they should be.
 *
 * <p>Real Kinesis keeps events while the job is down; the stand-in forgets them. So at start the
 * buckets are compared: originals without a current manifest, and variants or manifests that no
 * original has any more.
 */
public final class Reconciler {
  private final S3Client s3;
  private final String originalsBucket;
  private final String variantsBucket;
  private final String recipeFingerprint;

  /** Compares two buckets under the recipe with this fingerprint. */
  public Reconciler(
      S3Client s3, String originalsBucket, String variantsBucket, String recipeFingerprint) {
    this.s3 = s3;
    this.originalsBucket = originalsBucket;
    this.variantsBucket = variantsBucket;
    this.recipeFingerprint = recipeFingerprint;
  }

  /** The keys of originals, present or gone, that the job has to look at; in order. */
  public Set<String> keysToLookAt() {
    Set<String> found = new TreeSet<>();
    Set<String> originals = new HashSet<>();
    for (S3Object original : objects(originalsBucket)) {
      originals.add(original.key());
      if (!isCurrent(original)) {
        found.add(original.key());
      }
    }
    for (S3Object derived : objects(variantsBucket)) {
      originalKey(derived.key()).filter(key -> !originals.contains(key)).ifPresent(found::add);
    }
    return found;
  }

  /** Keys are escaped on the way: XML 1.0 cannot hold the control characters that they may have. */
  private Iterable<S3Object> objects(String bucket) {
    return s3.listObjectsV2Paginator(list -> list.bucket(bucket).encodingType(EncodingType.URL))
        .contents();
  }

  private boolean isCurrent(S3Object original) {
    Source source = new Source(original.eTag().replace("\"", ""), original.size(), null);
    return manifest(original.key())
        .filter(manifest -> manifest.isCurrentFor(source, recipeFingerprint))
        .isPresent();
  }

  private Optional<Manifest> manifest(String originalKey) {
    String key = new DerivedKeys(originalKey).manifest();
    try {
      byte[] json =
          s3.getObjectAsBytes(get -> get.bucket(variantsBucket).key(key)).asByteArrayUnsafe();
      return ManifestJson.read(json);
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> originalKey(String derivedKey) {
    int slash = derivedKey.lastIndexOf('/');
    if (slash < 1) {
      return Optional.empty();
    }
    String originalKey = derivedKey.substring(0, slash);
    return new DerivedKeys(originalKey).isDerived(derivedKey)
        ? Optional.of(originalKey)
        : Optional.empty();
  }
}
