package io.calotype.infra.local.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.calotype.variants.manifest.Manifest;
import io.calotype.variants.manifest.ManifestJson;
import io.calotype.variants.manifest.Rejection;
import io.calotype.variants.name.DerivedKeys;
import io.calotype.variants.reason.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Looks into the buckets for the originals that came last, and what has become of them. */
final class RecentPictures {
  /** How many keys are looked at; S3 lists by key, so the newest are among all of them. */
  static final int KEYS_MAX = 10_000;

  private final S3Client s3;
  private final String originalsBucket;
  private final String variantsBucket;

  RecentPictures(S3Client s3, String originalsBucket, String variantsBucket) {
    this.s3 = s3;
    this.originalsBucket = originalsBucket;
    this.variantsBucket = variantsBucket;
  }

  /**
   * An original.
   *
   * @param state {@code ready}, {@code rejected}, or {@code waiting} for the job
   * @param bytes its size; null where it is not known
   * @param storedAt when it was put; null where it is not known
   * @param manifest what exists of it, which may be of an earlier version while it waits
   * @param reason why it was rejected; null where it was not. There may be no manifest then: none
   *     can be kept for a key that cannot be served
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Picture(
      String key,
      String state,
      @Nullable Long bytes,
      @Nullable String storedAt,
      @Nullable Manifest manifest,
      @Nullable Rejection reason) {}

  /**
   * The newest originals.
   *
   * @param all whether the whole bucket was looked at
   */
  record Newest(List<Picture> pictures, boolean all) {}

  /** At most so many, newest first. */
  Newest newest(int picturesMax) {
    Comparator<S3Object> byAge = Comparator.comparing(RecentPictures::storedAt);
    PriorityQueue<S3Object> newest = new PriorityQueue<>(byAge);
    int seen = 0;
    for (S3Object original : originals()) {
      if (++seen > KEYS_MAX) {
        break;
      }
      newest.add(original);
      if (newest.size() > picturesMax) {
        newest.remove();
      }
    }
    List<S3Object> sorted = new ArrayList<>(newest);
    sorted.sort(byAge.reversed());
    return new Newest(sorted.stream().map(this::picture).toList(), seen <= KEYS_MAX);
  }

  /** What has become of one key, whether or not an original is there by now. */
  Picture of(String key) {
    return picture(key, null, manifest(key), true);
  }

  private Iterable<S3Object> originals() {
    return s3.listObjectsV2Paginator(
            list -> list.bucket(originalsBucket).encodingType(EncodingType.URL))
        .contents();
  }

  private Picture picture(S3Object original) {
    Optional<Manifest> manifest = manifest(original.key());
    String etag = original.eTag().replace("\"", "");
    return picture(
        original.key(),
        original,
        manifest,
        manifest.filter(found -> found.source().etag().equals(etag)).isPresent());
  }

  /**
   * A picture.
   *
   * @param original null where it is not known
   * @param current whether the manifest, if there is one, is of the version that is there now
   */
  private static Picture picture(
      String key, @Nullable S3Object original, Optional<Manifest> manifest, boolean current) {
    Optional<Rejection> unservable =
        new DerivedKeys(key)
            .unservable()
            .map(message -> new Rejection(Reason.UNSERVABLE_KEY, message));
    Optional<Manifest> known = manifest.filter(found -> current);
    return new Picture(
        key,
        unservable.isPresent()
            ? Manifest.State.rejected.name()
            : known.map(found -> found.state().name()).orElse("waiting"),
        original == null ? null : original.size(),
        original == null ? null : storedAt(original).toString(),
        manifest.orElse(null),
        unservable.or(() -> known.map(Manifest::reason)).orElse(null));
  }

  private static Instant storedAt(S3Object original) {
    return original.lastModified() == null ? Instant.EPOCH : original.lastModified();
  }

  private Optional<Manifest> manifest(String originalKey) {
    DerivedKeys keys = new DerivedKeys(originalKey);
    if (keys.unservable().isPresent()) {
      return Optional.empty();
    }
    String key = keys.manifest();
    try {
      byte[] json =
          s3.getObjectAsBytes(get -> get.bucket(variantsBucket).key(key)).asByteArrayUnsafe();
      return ManifestJson.read(json);
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
  }
}
