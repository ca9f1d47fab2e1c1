package io.calotype.pipeline.fetch;

import io.calotype.pipeline.store.ObjectStore;
import io.calotype.pipeline.store.StorageFault;
import io.calotype.pipeline.store.StoredObject;
import io.calotype.variants.crop.FocalPoint;
import io.calotype.variants.manifest.Source;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.reason.RefusedException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bucket of originals, which is only read. */
public final class Originals {
  private static final Logger LOG = LoggerFactory.getLogger(Originals.class);

  private final ObjectStore store;

  /** Reads this bucket. */
  public Originals(ObjectStore store) {
    this.store = store;
  }

  /** The version that is current now; empty where there is none. */
  public Optional<Source> look(String key) {
    return store
        .look(key)
        .map(
            object ->
                new Source(
                    object.etag(), object.bytes(), object.versionId(), focalPoint(key, object)));
  }

  private static @Nullable FocalPoint focalPoint(String key, StoredObject object) {
    String text = object.metadata().get(FocalPoint.METADATA);
    if (text == null) {
      return null;
    }
    Optional<FocalPoint> point = FocalPoint.parse(text);
    if (point.isEmpty()) {
      LOG.info("\"{}\": {}", key, FocalPoint.whyIgnored(text));
    }
    return point.orElse(null);
  }

  /**
   * The bytes of exactly that version; empty where it is no longer current.
   *
   * @throws RefusedException of {@code ARCHIVED} or {@code UNDECRYPTABLE} where it is there and
   *     cannot be read
   */
  public Optional<byte[]> fetch(String key, Source source) {
    try {
      return store.fetch(key, source.etag()).map(content -> content.bytes());
    } catch (StorageFault fault) {
      throw switch (fault.kind()) {
        case ARCHIVED ->
            new RefusedException(
                Reason.ARCHIVED,
                "expected an original that can be read but its storage class is archived: restore"
                    + " it, then redrive",
                fault);
        case UNDECRYPTABLE ->
            new RefusedException(
                Reason.UNDECRYPTABLE,
                "expected an original that can be read but the KMS key that it is encrypted with"
                    + " cannot be used: enable the key and give the role kms:Decrypt on it, then"
                    + " redrive",
                fault);
        case RETRYABLE, MISCONFIGURED -> fault;
      };
    }
  }
}
