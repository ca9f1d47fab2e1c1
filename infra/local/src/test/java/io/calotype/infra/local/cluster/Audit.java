package io.calotype.infra.local.cluster;

import io.calotype.infra.local.s3.LocalS3Settings;
import io.calotype.pipeline.store.Mark;
import io.calotype.variants.manifest.Manifest;
import io.calotype.variants.manifest.ManifestJson;
import io.calotype.variants.name.DerivedKeys;
import io.calotype.variants.name.Format;
import io.calotype.variants.name.VariantName;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The buckets, compared with what has to be there.
 *
 * @param lost keys that should be there and are not: variants, manifests or originals
 * @param stale keys of what was made from another version than the current one, by entity tags or
 *     by the picture itself
 * @param extra keys of variants and manifests that no original has
 * @param refused originals that were refused
 * @param letters keys in the bucket of dead letters
 */
record Audit(
    Set<String> lost,
    Set<String> stale,
    Set<String> extra,
    Set<String> refused,
    Set<String> letters) {
  /** What encoding may change of a mean colour; two versions that follow are far apart. */
  private static final int DISTANCE_MAX = 12;

  /** Compares all of it, picture by picture. */
  static Audit of(S3Client s3, Map<String, Album.Version> expected) throws IOException {
    Audit audit =
        new Audit(
            new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
    Map<String, String> originals = etags(s3, LocalS3Settings.ORIGINALS);
    Map<String, String> derived = etags(s3, LocalS3Settings.VARIANTS);
    audit.letters.addAll(etags(s3, LocalS3Settings.DEAD_LETTERS).keySet());
    audit.extra.addAll(derived.keySet());
    for (Map.Entry<String, Album.Version> original : expected.entrySet()) {
      if (!original.getValue().etag().equals(originals.remove(original.getKey()))) {
        audit.lost.add(original.getKey());
      }
      audit.check(s3, original.getKey(), original.getValue(), derived);
    }
    audit.extra.addAll(originals.keySet());
    return audit;
  }

  /**
   * Whether each original that should be there has a manifest, which two listings tell; all of it
   * takes minutes where there are thousands.
   */
  static boolean hasAllManifests(S3Client s3, Set<String> keys) {
    Set<String> derived = etags(s3, LocalS3Settings.VARIANTS).keySet();
    return keys.stream().map(key -> new DerivedKeys(key).manifest()).allMatch(derived::contains);
  }

  private void check(S3Client s3, String key, Album.Version version, Map<String, String> derived)
      throws IOException {
    DerivedKeys keys = new DerivedKeys(key);
    if (!extra.remove(keys.manifest())) {
      lost.add(keys.manifest());
      return;
    }
    Manifest manifest = ManifestJson.read(bytes(s3, keys.manifest())).orElseThrow();
    if (!manifest.source().etag().equals(version.etag())) {
      stale.add(keys.manifest());
    }
    if (manifest.state() == Manifest.State.rejected) {
      refused.add(key);
    }
    for (Map.Entry<VariantName, String> variant : etagsByName(manifest).entrySet()) {
      String name = keys.variant(variant.getKey());
      extra.remove(name);
      if (!variant.getValue().equals(derived.get(name))) {
        lost.add(name);
      } else if (!isOf(version, s3, name, variant.getKey().format())) {
        stale.add(name);
      }
    }
  }

  private static Map<VariantName, String> etagsByName(Manifest manifest) {
    Map<VariantName, String> etags =
        new TreeMap<>(java.util.Comparator.comparing(VariantName::toString));
    manifest.variantsByName().forEach((name, variant) -> etags.put(name, variant.etag()));
    return etags;
  }

  private static boolean isOf(Album.Version version, S3Client s3, String name, Format format)
      throws IOException {
    Map<String, String> metadata =
        s3.headObject(request -> request.bucket(LocalS3Settings.VARIANTS).key(name)).metadata();
    if (!version.etag().equals(metadata.get(Mark.SOURCE_ETAG))) {
      return false;
    }
    if (format != Format.JPEG) {
      return true; // Java reads no other; all formats of a ladder come from one decode.
    }
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(bytes(s3, name)));
    return MeanColor.distance(MeanColor.of(picture), version.rgb()) <= DISTANCE_MAX;
  }

  private static byte[] bytes(S3Client s3, String key) {
    return s3.getObjectAsBytes(request -> request.bucket(LocalS3Settings.VARIANTS).key(key))
        .asByteArrayUnsafe();
  }

  private static Map<String, String> etags(S3Client s3, String bucket) {
    Map<String, String> etags = new TreeMap<>();
    for (S3Object object : s3.listObjectsV2Paginator(list -> list.bucket(bucket)).contents()) {
      etags.put(object.key(), object.eTag().replace("\"", ""));
    }
    return etags;
  }

  /** Whether all is as it has to be in the two buckets. */
  boolean isClean() {
    return List.of(lost, stale, extra, refused).stream().allMatch(Set::isEmpty);
  }

  /** In numbers. */
  String summary() {
    return lost.size()
        + " lost, "
        + stale.size()
        + " stale, "
        + extra.size()
        + " extra, "
        + refused.size()
        + " refused, "
        + letters.size()
        + " dead letters";
  }
}
