package io.calotype.pipeline.fetch;

import io.calotype.pipeline.store.ObjectStore;
import io.calotype.variants.manifest.Source;
import java.util.Optional;

/** The bucket of originals, which is only read. */
public final class Originals {
  private final ObjectStore store;

  /** Reads this bucket. */
  public Originals(ObjectStore store) {
    this.store = store;
  }

  /** The version that is current now; empty where there is none. */
  public Optional<Source> look(String key) {
    return store
        .look(key)
        .map(object -> new Source(object.etag(), object.bytes(), object.versionId()));
  }

  /** The bytes of exactly that version; empty where it is no longer current. */
  public Optional<byte[]> fetch(String key, Source source) {
    return store.fetch(key, source.etag()).map(content -> content.bytes());
  }
}
