package io.calotype.benchmarks.endtoend;

import io.calotype.benchmarks.endtoend.Originals.Put;
import io.calotype.infra.local.s3.LocalS3Settings;
import io.calotype.variants.manifest.Manifest;
import io.calotype.variants.manifest.ManifestJson;
import io.calotype.variants.manifest.ManifestVariant;
import io.calotype.variants.name.DerivedKeys;
import io.calotype.variants.name.VariantName;
import io.calotype.variants.probe.ImageHeader;
import io.calotype.variants.probe.Probe;
import io.calotype.variants.recipe.Recipe;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Fails, with {@link IllegalStateException}, where what was measured was not done: a job that
 * refuses photos or stores nothing would be fast.
 */
final class Control {
  private final S3Client s3;
  private final Recipe recipe;

  Control(StandIns standIns, Recipe recipe) {
    this.s3 = standIns.s3();
    this.recipe = recipe;
  }

  /**
   * Requires of each original that its manifest names the whole ladder; of the last one of each
   * photo that every variant is there, of its format, of the right width, and as the engine alone
   * makes it.
   *
   * @param put the originals that were put, in turn from the set
   * @param engineBytes for each photo of the set what its ladder weighs
   */
  void require(List<Put> put, List<Long> engineBytes) {
    Set<Integer> looked = new HashSet<>();
    for (int i = put.size() - 1; i >= 0; i--) {
      Manifest manifest = manifest(put.get(i).key());
      requireLadder(manifest, recipe);
      int photo = i % engineBytes.size();
      if (looked.add(photo)) {
        requireVariants(manifest);
        long bytes =
            manifest.variantsByName().values().stream().mapToLong(ManifestVariant::bytes).sum();
        if (bytes != engineBytes.get(photo)) {
          throw new IllegalStateException(
              "expected the job to store what the engine alone makes, %d bytes, but %s has %d"
                  .formatted(engineBytes.get(photo), manifest.key(), bytes));
        }
      }
    }
  }

  /** Requires that a manifest says ready and names the whole ladder, each width as it must be. */
  static void requireLadder(Manifest manifest, Recipe recipe) {
    Map<VariantName, ManifestVariant> variants = manifest.variantsByName();
    Integer original = manifest.width();
    if (manifest.state() != Manifest.State.ready
        || original == null
        || !variants.keySet().equals(Set.copyOf(recipe.ladder()))) {
      throw new IllegalStateException(
          "expected the ladder of %s to be ready but got %s with %s"
              .formatted(manifest.key(), manifest.state(), variants.keySet()));
    }
    variants.forEach(
        (name, variant) -> {
          if (variant.width() != Math.min(name.widthPx(), original)) {
            throw new IllegalStateException(
                "expected %s of %s to be %d pixels wide at most but got %d"
                    .formatted(name, manifest.key(), name.widthPx(), variant.width()));
          }
        });
  }

  private void requireVariants(Manifest manifest) {
    DerivedKeys keys = new DerivedKeys(manifest.key());
    manifest
        .variantsByName()
        .forEach(
            (name, variant) -> {
              ImageHeader header = Probe.read(bytes(keys.variant(name)), recipe);
              if (header.widthPx() != variant.width()
                  || !header.format().contentType().equals(name.format().contentType())) {
                throw new IllegalStateException(
                    "expected %s of %s but the file is %s".formatted(name, variant, header));
              }
            });
  }

  /** The manifest that stands in the bucket. */
  Manifest manifest(String original) {
    String key = new DerivedKeys(original).manifest();
    return ManifestJson.read(bytes(key))
        .orElseThrow(() -> new IllegalStateException("expected a manifest at " + key));
  }

  private byte[] bytes(String key) {
    return s3.getObjectAsBytes(r -> r.bucket(LocalS3Settings.VARIANTS).key(key))
        .asByteArrayUnsafe();
  }
}
