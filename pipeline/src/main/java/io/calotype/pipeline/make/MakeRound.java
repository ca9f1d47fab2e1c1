package io.calotype.pipeline.make;

import io.calotype.pipeline.fetch.Originals;
import io.calotype.pipeline.render.BoundedRenderer;
import io.calotype.pipeline.render.RenderResult;
import io.calotype.pipeline.render.VariantBudget;
import io.calotype.pipeline.store.ListedObject;
import io.calotype.pipeline.store.Mark;
import io.calotype.pipeline.store.Shelf;
import io.calotype.pipeline.store.StoredManifest;
import io.calotype.variants.manifest.Manifest;
import io.calotype.variants.manifest.ManifestVariant;
import io.calotype.variants.manifest.Rejection;
import io.calotype.variants.manifest.Source;
import io.calotype.variants.name.VariantName;
import io.calotype.variants.probe.Admission;
import io.calotype.variants.reason.RefusedException;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.render.Rendering;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One try to bring the variants bucket in line with one original.
 *
 * <p>{@link #run} is empty where the original, or what stands for it, changed meanwhile: then the
 * next round begins by looking again.
 *
 * @param closely whether variants' metadata is checked as well where the manifest is current:
 *     needed after a round that wrote, since what it wrote for another version may have the very
 *     bytes, and so the entity tag, that the manifest names
 */
record MakeRound(
    String key,
    String writtenFor,
    Recipe recipe,
    Originals originals,
    Shelf shelf,
    BoundedRenderer renderer,
    VariantBudget budget,
    boolean closely) {

  Optional<Made> run() throws InterruptedException {
    Optional<Source> original = originals.look(key);
    Optional<StoredManifest> manifest = shelf.manifest();
    Map<VariantName, ListedObject> standing = shelf.variants();
    if (original.isEmpty()) {
      return remove(manifest, standing);
    }
    Mark mark = new Mark(key, original.get(), recipe);
    Optional<Manifest> current =
        manifest
            .flatMap(StoredManifest::manifest)
            .filter(m -> m.isCurrentFor(mark.source(), recipe.fingerprint()))
            .filter(m -> isWhole(m, mark, standing));
    if (current.isPresent()) {
      return leave(current.get(), manifest.orElseThrow(), mark, standing);
    }
    return make(mark, manifest, standing);
  }

  private boolean stillCurrent(Source source) {
    return originals.look(key).equals(Optional.of(source));
  }

  /** The manifest goes first, so that it never names what has gone. */
  private Optional<Made> remove(
      Optional<StoredManifest> manifest, Map<VariantName, ListedObject> standing) {
    manifest.ifPresent(shelf::delete);
    standing.values().forEach(shelf::delete);
    boolean untouched = manifest.isEmpty() && standing.isEmpty();
    return untouched || originals.look(key).isEmpty()
        ? Optional.of(Made.of(Made.State.REMOVED))
        : Optional.empty();
  }

  /** Whether all that the manifest names stands there as it says. */
  private boolean isWhole(Manifest manifest, Mark mark, Map<VariantName, ListedObject> standing) {
    List<ManifestVariant> named = manifest.variants();
    return named == null || named.stream().allMatch(v -> stands(v, mark, standing));
  }

  private boolean stands(
      ManifestVariant variant, Mark mark, Map<VariantName, ListedObject> standing) {
    Optional<VariantName> name = VariantName.parse(variant.name());
    return name.map(standing::get).filter(o -> o.etag().equals(variant.etag())).isPresent()
        && (!closely || isMarked(name.get(), mark));
  }

  private boolean isMarked(VariantName name, Mark mark) {
    return shelf.look(name).filter(object -> mark.isOn(object, name)).isPresent();
  }

  private Optional<Made> leave(
      Manifest current, StoredManifest stored, Mark mark, Map<VariantName, ListedObject> standing) {
    boolean swept = sweep(mark, named(current), standing, current.reason() != null);
    if (swept && !stillCurrent(mark.source())) {
      return Optional.empty();
    }
    return Optional.of(
        stored.writtenFor().equals(writtenFor)
            ? Made.of(current, 1, stored.replaces())
            : new Made(Made.State.CURRENT, current, null, 0, false));
  }

  private Optional<Made> make(
      Mark mark, Optional<StoredManifest> seen, Map<VariantName, ListedObject> standing)
      throws InterruptedException {
    Source source = mark.source();
    try {
      Admission.requireBytes(source.bytes(), recipe.limits());
    } catch (RefusedException e) {
      return reject(mark, seen, standing, new Rejection(e.reason(), e.getMessage()), 0);
    }
    // Held until all is stored: what was rendered is smaller than the original, but not nothing.
    VariantBudget.Share bytes = budget.takeBytes(source.bytes());
    try {
      Optional<byte[]> file = originals.fetch(key, source);
      if (file.isEmpty()) {
        return Optional.empty();
      }
      RenderResult result = renderer.render(key, file.get());
      Rendering rendering = result.rendering();
      if (rendering == null) {
        return reject(mark, seen, standing, result.refusal(), result.attempts());
      }
      Optional<Map<VariantName, String>> etags =
          shelf.store(rendering, mark, standing, () -> stillCurrent(source));
      return etags.isEmpty()
          ? Optional.empty()
          : publish(
              Manifest.ready(key, source, rendering, etags.get()),
              mark,
              seen,
              standing,
              result.attempts());
    } finally {
      bytes.giveBack();
    }
  }

  private Optional<Made> reject(
      Mark mark,
      Optional<StoredManifest> seen,
      Map<VariantName, ListedObject> standing,
      Rejection rejection,
      int attempts) {
    Manifest manifest =
        Manifest.rejected(
            key, mark.source(), recipe.fingerprint(), rejection.code(), rejection.message());
    return publish(manifest, mark, seen, standing, attempts);
  }

  /**
   * Looks at the original twice: before, so that a stale manifest is not shown even for a moment;
   * and after, since only that catches a change that came just before the last write.
   */
  private Optional<Made> publish(
      Manifest manifest,
      Mark mark,
      Optional<StoredManifest> seen,
      Map<VariantName, ListedObject> standing,
      int attempts) {
    boolean replaces = seen.filter(stored -> stored.replacedBy(mark.source())).isPresent();
    if (!stillCurrent(mark.source())
        || !shelf.store(
            new StoredManifest.Draft(manifest, mark.cacheTag(), writtenFor, replaces),
            seen.orElse(null))) {
      return Optional.empty();
    }
    sweep(mark, named(manifest), standing, manifest.reason() != null);
    return stillCurrent(mark.source())
        ? Optional.of(Made.of(manifest, attempts, replaces))
        : Optional.empty();
  }

  private static Set<VariantName> named(Manifest manifest) {
    Set<VariantName> names = new HashSet<>();
    List<ManifestVariant> variants = manifest.variants();
    if (variants != null) {
      variants.forEach(variant -> VariantName.parse(variant.name()).ifPresent(names::add));
    }
    return names;
  }

  /**
   * Deletes what stands there and should not: names that are not of the ladder, unless they were
   * rendered on the fly from this very version by this recipe.
   *
   * @param all whether those go as well
   * @return whether anything was deleted
   */
  private boolean sweep(
      Mark mark, Set<VariantName> ladder, Map<VariantName, ListedObject> standing, boolean all) {
    Map<VariantName, ListedObject> leftovers = new HashMap<>(standing);
    leftovers.keySet().removeAll(ladder);
    if (!all) {
      leftovers.keySet().removeIf(name -> isOnTheFly(name) && isMarked(name, mark));
    }
    leftovers.values().forEach(shelf::delete);
    return !leftovers.isEmpty();
  }

  private boolean isOnTheFly(VariantName name) {
    return name.ratio() != null
        && recipe.ratios().contains(name.ratio())
        && recipe.widthsPx().contains(name.widthPx())
        && recipe.encoding(name.format()).isPresent();
  }
}
