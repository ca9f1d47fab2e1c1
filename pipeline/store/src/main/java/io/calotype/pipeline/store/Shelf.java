package io.calotype.pipeline.store;

import io.calotype.variants.name.DerivedKeys;
import io.calotype.variants.name.VariantName;
import io.calotype.variants.render.RenderedImage;
import io.calotype.variants.render.Rendering;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything of one original in the variants bucket, and the writing of it so that stale never
 * wins.
 *
 * <p>Each write and each delete is conditional on what was seen. That keeps a newer ladder from
 * being undone unless its bytes equal those that were seen; against that rest, and against what was
 * written for a version that has gone meanwhile, the caller looks at the original again after its
 * last write, and starts over where it changed.
 */
public final class Shelf {
  private static final String VARIANT_CACHE_CONTROL = "public, max-age=60";

  /** Each further try needs another writer in between, who then has the same right. */
  private static final int TRIES_MAX = 8;

  private final ObjectStore store;
  private final DerivedKeys keys;
  private final FanOut fanOut;

  /** The shelf of one original. */
  public Shelf(ObjectStore store, String originalKey) {
    this(store, originalKey, FanOut.NONE);
  }

  /**
   * The shelf of one original.
   *
   * @param fanOut by which variants are stored: each is an object of its own, and none is shown
   *     before the manifest names it
   */
  public Shelf(ObjectStore store, String originalKey, FanOut fanOut) {
    this.store = store;
    this.keys = new DerivedKeys(originalKey);
    this.fanOut = fanOut;
  }

  /** The variants that stand there now, with entity tag and size. */
  public Map<VariantName, ListedObject> variants() {
    // One letter more than the prefix: whole folders of other originals may hang below "<key>/".
    Map<VariantName, ListedObject> variants = new HashMap<>();
    for (ListedObject child : store.children(keys.prefix() + "w")) {
      keys.variantName(child.key()).ifPresent(name -> variants.put(name, child));
    }
    return variants;
  }

  /** The manifest that stands there now. */
  public Optional<StoredManifest> manifest() {
    return store.fetch(keys.manifest()).map(StoredManifest::of);
  }

  /** What a variant's metadata says now. */
  public Optional<StoredObject> look(VariantName name) {
    return store.look(keys.variant(name));
  }

  /**
   * Stores all variants of a rendering.
   *
   * @param standing what was seen there before
   * @param stillCurrent looks whether the original is still the version that was rendered; asked by
   *     several threads at once
   * @return the entity tag of each, or empty where the original changed: start over then
   */
  public Optional<Map<VariantName, String>> store(
      Rendering rendering,
      Mark mark,
      Map<VariantName, ListedObject> standing,
      BooleanSupplier stillCurrent) {
    List<Map.Entry<VariantName, byte[]>> variants = new ArrayList<>();
    for (RenderedImage image : rendering.ladder().images()) {
      image.planned().names().forEach(name -> variants.add(Map.entry(name, image.bytes())));
    }
    Map<VariantName, String> etags = new ConcurrentHashMap<>();
    AtomicBoolean changed = new AtomicBoolean();
    fanOut.forEach(
        variants,
        variant -> {
          if (changed.get()) {
            return;
          }
          VariantName name = variant.getKey();
          NewObject object = variant(variant.getValue(), name, mark);
          store(name, object, mark, standing.containsKey(name), stillCurrent)
              .ifPresentOrElse(etag -> etags.put(name, etag), () -> changed.set(true));
        });
    return changed.get() ? Optional.empty() : Optional.of(etags);
  }

  private Optional<String> store(
      VariantName name,
      NewObject object,
      Mark mark,
      boolean standing,
      BooleanSupplier stillCurrent) {
    String key = keys.variant(name);
    boolean look = standing;
    for (int tries = 0; tries < TRIES_MAX; tries++) {
      if (!look) {
        Optional<String> etag = store.put(key, object, WriteCondition.absent());
        if (etag.isPresent()) {
          return etag;
        }
      }
      Optional<StoredObject> there = store.look(key);
      look = there.isPresent();
      if (there.isEmpty()) {
        continue;
      }
      // Of another length it comes from another engine: the manifest would tell its size wrongly.
      if (mark.isOn(there.get(), name) && there.get().bytes() == object.bytes().length) {
        return Optional.of(there.get().etag());
      }
      if (!stillCurrent.getAsBoolean()) {
        return Optional.empty();
      }
      Optional<String> etag = store.put(key, object, WriteCondition.over(there.get().etag()));
      if (etag.isPresent()) {
        return etag;
      }
    }
    return Optional.empty();
  }

  /**
   * Stores one variant, unless one of this version by this recipe stands there by then: that one
   * stays, whoever made it.
   *
   * @param seen what was seen there before, if anything; not this version's
   * @param stillCurrent looks whether the original is still the version that was rendered; asked
   *     before each write
   * @return what stands there now, or empty where the original changed: start over then
   */
  public Optional<Placed> place(
      VariantName name,
      byte[] bytes,
      Mark mark,
      Optional<StoredObject> seen,
      BooleanSupplier stillCurrent) {
    String key = keys.variant(name);
    NewObject object = variant(bytes, name, mark);
    Optional<StoredObject> there = seen;
    for (int tries = 0; tries < TRIES_MAX && stillCurrent.getAsBoolean(); tries++) {
      WriteCondition condition =
          there.map(o -> WriteCondition.over(o.etag())).orElseGet(WriteCondition::absent);
      Optional<String> etag = store.put(key, object, condition);
      if (etag.isPresent()) {
        return Optional.of(new Placed(etag.get(), bytes.length, true));
      }
      there = store.look(key);
      if (there.isPresent() && mark.isOn(there.get(), name)) {
        return Optional.of(new Placed(there.get().etag(), there.get().bytes(), false));
      }
    }
    return Optional.empty();
  }

  /**
   * What stands under a variant's name.
   *
   * @param etag its entity tag
   * @param bytes its size
   * @param written whether it was written by the one who asked
   */
  public record Placed(String etag, long bytes, boolean written) {}

  /** The bytes of a variant that was seen; empty where another stands there by now, or none. */
  public Optional<Content> fetch(VariantName name, String etag) {
    return store.fetch(keys.variant(name), etag);
  }

  /** Deletes a variant if it is of this version by this recipe. */
  public void delete(VariantName name, Mark mark) {
    look(name)
        .filter(there -> mark.isOn(there, name))
        .ifPresent(there -> store.delete(keys.variant(name), there.etag()));
  }

  /**
   * Marks a variant of the same image anew, without rendering: for another recipe, or another
   * version of the original, the image may be the same, and yet its address another.
   *
   * <p>Fetched and put, not copied: a copy is not atomic with the check of what it replaces.
   *
   * @param seen the variant that was seen, of the image that the mark stands for
   * @return its entity tag, or empty where it is no longer what was seen
   */
  public Optional<String> mark(ListedObject seen, VariantName name, Mark mark) {
    Optional<Content> there =
        store
            .fetch(seen.key(), seen.etag())
            .filter(content -> mark.isOfSameImage(content.object(), name));
    if (there.isEmpty() || mark.isOn(there.get().object(), name)) {
      return there.map(content -> content.object().etag());
    }
    return store.put(
        seen.key(), variant(there.get().bytes(), name, mark), WriteCondition.over(seen.etag()));
  }

  private static NewObject variant(byte[] bytes, VariantName name, Mark mark) {
    return new NewObject(bytes, name.format().contentType(), VARIANT_CACHE_CONTROL, mark.of(name));
  }

  /**
   * Stores a manifest over the one that was seen; false where another stands there by now.
   *
   * @param seen the manifest that was seen, or null where there was none
   */
  public boolean store(StoredManifest.Draft manifest, @Nullable StoredManifest seen) {
    WriteCondition condition =
        seen == null ? WriteCondition.absent() : WriteCondition.over(seen.etag());
    return store.put(keys.manifest(), manifest.object(), condition).isPresent();
  }

  /** Deletes the manifest that was seen. */
  public void delete(StoredManifest seen) {
    store.delete(keys.manifest(), seen.etag());
  }

  /** Deletes a variant that was seen. */
  public void delete(ListedObject seen) {
    store.delete(seen.key(), seen.etag());
  }
}
