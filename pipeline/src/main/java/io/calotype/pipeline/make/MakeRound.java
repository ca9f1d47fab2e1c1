package io.calotype.pipeline.make;

import io.calotype.pipeline.fetch.Originals;
import io.calotype.pipeline.render.BoundedRenderer;
import io.calotype.pipeline.render.KeptBases;
import io.calotype.pipeline.render.Part;
import io.calotype.pipeline.render.RenderResult;
import io.calotype.pipeline.render.VariantBudget;
import io.calotype.pipeline.store.ListedObject;
import io.calotype.pipeline.store.Mark;
import io.calotype.pipeline.store.Shelf;
import io.calotype.pipeline.store.StoredManifest;
import io.calotype.variants.manifest.Manifest;
import io.calotype.variants.manifest.ManifestVariant;
import io.calotype.variants.manifest.Placeholder;
import io.calotype.variants.manifest.Rejection;
import io.calotype.variants.manifest.Source;
import io.calotype.variants.name.Format;
import io.calotype.variants.name.VariantName;
import io.calotype.variants.probe.Admission;
import io.calotype.variants.probe.ImageHeader;
import io.calotype.variants.reason.RefusedException;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.render.BaseKeeper;
import io.calotype.variants.render.Rendering;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One try to bring the variants bucket in line with one original.
 *
 * <p>{@link #run} is empty, or {@link Made#LATE}, where the original, or what stands for it,
 * changed meanwhile: then the next round begins by looking again.
 *
 * @param bases where the first part leaves what it decoded, and the slow part finds it
 * @param part what is made where it is missing. The slow part follows the other: a round for it
 *     makes that one first where it does not stand
 * @param closely whether variants' metadata is checked as well where the manifest is current:
 *     needed after a round that wrote, since what it wrote for another version may have the very
 *     bytes, and so the entity tag, that the manifest names
 * @param retry whether what was refused for another record is tried again
 */
record MakeRound(
    String key,
    String writtenFor,
    Recipe recipe,
    Originals originals,
    Shelf shelf,
    BoundedRenderer renderer,
    KeptBases bases,
    VariantBudget budget,
    Part part,
    boolean closely,
    boolean retry) {

  /** What was seen at the beginning of a round. */
  private record Seen(
      Mark mark, Optional<StoredManifest> manifest, Map<VariantName, ListedObject> standing) {}

  Optional<Made> run() throws InterruptedException {
    Optional<Source> original = originals.look(key);
    Optional<StoredManifest> manifest = shelf.manifest();
    Map<VariantName, ListedObject> standing = shelf.variants();
    if (original.isEmpty()) {
      return remove(manifest, standing);
    }
    Seen seen = new Seen(new Mark(key, original.get(), recipe), manifest, standing);
    Optional<Manifest> current =
        manifest
            .filter(stored -> !retry || stored.writtenFor().equals(writtenFor) || !refuses(stored))
            .flatMap(StoredManifest::manifest)
            .filter(m -> m.isCurrentFor(original.get(), recipe.fingerprint()))
            .filter(m -> isWhole(m, seen));
    if (current.isEmpty()) {
      return make(seen, this::makeEager);
    }
    return part == Part.SLOW && current.get().awaitsSlow()
        ? makeSlow(current.get(), seen)
        : leave(current.get(), manifest.orElseThrow(), seen);
  }

  /** Whether it says that the original was refused, or its slow formats. */
  private static boolean refuses(StoredManifest stored) {
    return stored
        .manifest()
        .filter(manifest -> manifest.reason() != null || manifest.withheld() != null)
        .isPresent();
  }

  private boolean stillCurrent(Source source) {
    return originals.look(key).equals(Optional.of(source));
  }

  /**
   * The manifest goes first, so that it never names what has gone.
   *
   * <p>The slow part does not take turns with the deletion's own event, which may be through by
   * then: what it still finds may have been shown since.
   */
  private Optional<Made> remove(
      Optional<StoredManifest> manifest, Map<VariantName, ListedObject> standing) {
    manifest.ifPresent(shelf::delete);
    standing.values().forEach(shelf::delete);
    boolean untouched = manifest.isEmpty() && standing.isEmpty();
    if (!untouched && originals.look(key).isPresent()) {
      return Optional.empty();
    }
    Made removed = Made.of(Made.State.REMOVED);
    return Optional.of(part == Part.SLOW && !untouched ? removed.replacing() : removed);
  }

  /** Whether all that the manifest names stands there as it says. */
  private boolean isWhole(Manifest manifest, Seen seen) {
    return manifest.variantsByName().entrySet().stream()
        .allMatch(
            named ->
                stands(named.getKey(), named.getValue(), seen)
                    && (!closely || isMarked(named.getKey(), seen.mark())));
  }

  private static boolean stands(VariantName name, ManifestVariant named, Seen seen) {
    ListedObject there = seen.standing().get(name);
    return there != null && there.etag().equals(named.etag());
  }

  private boolean isMarked(VariantName name, Mark mark) {
    return shelf.look(name).filter(object -> mark.isOn(object, name)).isPresent();
  }

  private Optional<Made> leave(Manifest current, StoredManifest stored, Seen seen) {
    boolean swept = sweep(current, seen);
    if (swept && !stillCurrent(seen.mark().source())) {
      return Optional.empty();
    }
    // Another event's slow part may have been first. It tells only when it is through, and a viewer
    // is not to see what was replaced until then.
    boolean untold = part == Part.EAGER && stored.replaces() && current.awaitsSlow();
    return Optional.of(
        stored.writtenFor().equals(writtenFor) || untold
            ? Made.of(current, 1, stored.replaces())
            : new Made(Made.State.CURRENT, current, null, 0, false));
  }

  /** What is done with the bytes of an original. */
  @FunctionalInterface
  private interface Making {
    Optional<Made> with(byte[] file, Seen seen) throws InterruptedException;
  }

  private Optional<Made> make(Seen seen, Making making) throws InterruptedException {
    Source source = seen.mark().source();
    try {
      Admission.requireBytes(source.bytes(), recipe.limits());
    } catch (RefusedException e) {
      return reject(seen, new Rejection(e.reason(), e.getMessage()), 0);
    }
    // Held until all is stored: what was rendered is in memory so long, and counted nowhere else.
    VariantBudget.Share bytes = budget.takeBytes(source.bytes());
    try {
      Optional<byte[]> file = originals.fetch(key, source);
      return file.isEmpty() ? Optional.empty() : making.with(file.get(), seen);
    } catch (RefusedException e) {
      // By the fetch: what is made of the bytes says so in its result.
      return leaveUnread(seen, new Rejection(e.reason(), e.getMessage()));
    } finally {
      bytes.giveBack();
    }
  }

  /**
   * What cannot be read is refused, unless there are variants of its bytes: they stay, by whatever
   * recipe they were made, since a rule that archives old originals must not take them away.
   */
  private Optional<Made> leaveUnread(Seen seen, Rejection why) {
    Source source = seen.mark().source();
    Optional<Manifest> standing =
        seen.manifest()
            .flatMap(StoredManifest::manifest)
            .filter(manifest -> manifest.state() == Manifest.State.ready)
            .filter(manifest -> manifest.source().etag().equals(source.etag()));
    if (standing.isEmpty()) {
      return reject(seen, why, 0);
    }
    Manifest manifest = standing.get();
    return manifest.awaitsSlow() && manifest.isCurrentFor(source, recipe.fingerprint())
        ? publish(manifest.completed(recipe, manifest.variantsByName(), why), seen, 0)
        : Optional.of(new Made(Made.State.READY, manifest, why, 0, false));
  }

  private Optional<Made> makeEager(byte[] file, Seen seen) throws InterruptedException {
    Source source = seen.mark().source();
    Map<VariantName, ManifestVariant> variants = reusable(seen);
    List<Format> pending =
        renderer.slowFormats().stream()
            .filter(format -> variants.keySet().stream().noneMatch(n -> n.format() == format))
            .toList();
    BaseKeeper keeper = pending.isEmpty() ? BaseKeeper.NONE : bases.keeper(key, source, file);
    RenderResult result = renderer.render(key, file, Part.EAGER, variants.keySet(), keeper);
    ImageHeader header = result.header();
    if (header == null) {
      return reject(seen, result.refusal(), result.attempts());
    }
    Rendering rendering = result.rendering();
    Placeholder placeholder = placeholder(rendering, variants, seen);
    if (!markAnew(variants, seen) || !store(rendering, variants, seen)) {
      return Optional.empty();
    }
    Manifest manifest = Manifest.ready(key, source, recipe, header, variants, pending, placeholder);
    return publish(manifest, seen, result.attempts());
  }

  private Optional<Made> makeSlow(Manifest current, Seen seen) throws InterruptedException {
    Optional<KeptBases.Kept> kept = bases.find(key, seen.mark().source());
    return kept.isPresent()
        ? makeSlow(current, kept.get().original(), seen)
        : make(seen, (file, of) -> makeSlow(current, file, of));
  }

  /**
   * What is slow and cannot be made costs itself alone.
   *
   * <p>Its names are empty, so that no write shows that the original has changed since. It is
   * looked at before the first of them: the render had its time, and may have waited for its turn
   * before. What is stored although it changes right then may be shown to viewers after they were
   * told of the version that took its place.
   */
  private Optional<Made> makeSlow(Manifest current, byte[] file, Seen seen)
      throws InterruptedException {
    Source source = seen.mark().source();
    Map<VariantName, ManifestVariant> variants = current.variantsByName();
    RenderResult result =
        renderer.render(key, file, Part.SLOW, variants.keySet(), bases.finder(key, source));
    if (!stillCurrent(source)) {
      return Optional.empty();
    }
    Optional<Made> made =
        store(result.rendering(), variants, seen)
            ? publish(
                current.completed(recipe, variants, result.rejection()), seen, result.attempts())
            : Optional.empty();
    return Optional.of(made.orElse(Made.LATE));
  }

  /**
   * The variants that stand there and are what would be rendered: of a slow format only where all
   * of it stands. Looked at only where a manifest tells of the same bytes: else there are none.
   */
  private Map<VariantName, ManifestVariant> reusable(Seen seen) {
    Map<VariantName, ManifestVariant> reusable = new HashMap<>();
    Source source = seen.mark().source();
    seen.manifest()
        .flatMap(StoredManifest::manifest)
        .filter(manifest -> manifest.source().etag().equals(source.etag()))
        .ifPresent(manifest -> reusable.putAll(manifest.variantsByName()));
    reusable.keySet().retainAll(recipe.ladder());
    reusable
        .entrySet()
        .removeIf(e -> !stands(e.getKey(), e.getValue(), seen) || !isSameImage(e.getKey(), seen));
    for (Format slow : renderer.slowFormats()) {
      if (!reusable.keySet().containsAll(ladderOf(slow))) {
        reusable.keySet().removeIf(name -> name.format() == slow);
      }
    }
    return reusable;
  }

  private List<VariantName> ladderOf(Format format) {
    return recipe.ladder().stream().filter(name -> name.format() == format).toList();
  }

  private boolean isSameImage(VariantName name, Seen seen) {
    return shelf.look(name).filter(o -> seen.mark().isOfSameImage(o, name)).isPresent();
  }

  /** False where one of them is no longer what was seen. */
  private boolean markAnew(Map<VariantName, ManifestVariant> variants, Seen seen) {
    for (Map.Entry<VariantName, ManifestVariant> variant : variants.entrySet()) {
      VariantName name = variant.getKey();
      ListedObject there = seen.standing().get(name);
      Optional<String> etag =
          there == null ? Optional.empty() : shelf.mark(there, name, seen.mark());
      if (etag.isEmpty()) {
        return false;
      }
      variant.setValue(variant.getValue().storedAs(etag.get()));
    }
    return true;
  }

  /** Stores what was rendered and adds it to the variants; false where the original changed. */
  private boolean store(
      @Nullable Rendering rendering, Map<VariantName, ManifestVariant> variants, Seen seen) {
    if (rendering == null) {
      return true;
    }
    Source source = seen.mark().source();
    Optional<Map<VariantName, String>> etags =
        shelf.store(rendering, seen.mark(), seen.standing(), () -> stillCurrent(source));
    etags.ifPresent(stored -> variants.putAll(ManifestVariant.of(rendering, stored)));
    return etags.isPresent();
  }

  /**
   * The one that stands, as long as it cannot have changed: it is made from the narrowest JPEG, in
   * whose bytes the background shows as it does in the dominant colour.
   */
  private Placeholder placeholder(
      @Nullable Rendering rendering, Map<VariantName, ManifestVariant> reused, Seen seen) {
    VariantName narrowest = VariantName.uncropped(recipe.widthsPx().get(0), Format.JPEG);
    Optional<Placeholder> standing =
        seen.manifest().flatMap(StoredManifest::manifest).flatMap(Manifest::placeholder);
    if (rendering == null || (reused.containsKey(narrowest) && standing.isPresent())) {
      return standing.orElseThrow();
    }
    return Placeholder.of(rendering);
  }

  private Optional<Made> reject(Seen seen, Rejection rejection, int attempts) {
    Manifest manifest =
        Manifest.rejected(
            key, seen.mark().source(), recipe.fingerprint(), rejection.code(), rejection.message());
    return publish(manifest, seen, attempts);
  }

  /**
   * Looks at the original twice: before, so that a stale manifest is not shown even for a moment;
   * and after, since only that catches a change that came just before the last write.
   */
  private Optional<Made> publish(Manifest manifest, Seen seen, int attempts) {
    Mark mark = seen.mark();
    StoredManifest before = seen.manifest().orElse(null);
    boolean replaces = before != null && before.isOfAnother(mark.source());
    // What a manifest replaced is still to be told when one of the same version goes over it.
    boolean stillReplaces = replaces || (before != null && before.replaces());
    if (!stillCurrent(mark.source())
        || !shelf.store(
            new StoredManifest.Draft(manifest, mark.cacheTag(), writtenFor, stillReplaces),
            before)) {
      return Optional.empty();
    }
    sweep(manifest, seen);
    return stillCurrent(mark.source())
        ? Optional.of(Made.of(manifest, attempts, replaces))
        : Optional.empty();
  }

  /**
   * Deletes what stands there and should not: names that the manifest does not have, unless they
   * were rendered on the fly from this very version by this recipe.
   *
   * @return whether anything was deleted
   */
  private boolean sweep(Manifest manifest, Seen seen) {
    Map<VariantName, ListedObject> leftovers = new HashMap<>(seen.standing());
    Set<VariantName> named = manifest.variantsByName().keySet();
    leftovers.keySet().removeAll(named);
    if (manifest.state() == Manifest.State.ready) {
      leftovers
          .keySet()
          .removeIf(name -> mayBeOnTheFly(name, manifest) && isMarked(name, seen.mark()));
    }
    leftovers.values().forEach(shelf::delete);
    return !leftovers.isEmpty();
  }

  /** Slow variants that were stored before their manifest are kept as well: they are to come. */
  private boolean mayBeOnTheFly(VariantName name, Manifest manifest) {
    List<String> pending = manifest.pending();
    return recipe.encoding(name.format()).isPresent()
        && (!recipe.ladder().contains(name)
            || (pending != null && pending.contains(name.format().id())));
  }
}
