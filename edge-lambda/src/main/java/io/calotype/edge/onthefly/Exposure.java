package io.calotype.edge.onthefly;

import io.calotype.edge.onthefly.VariantRenderer.EngineFailedException;
import io.calotype.pipeline.fetch.Originals;
import io.calotype.pipeline.store.Mark;
import io.calotype.pipeline.store.Shelf;
import io.calotype.pipeline.store.StorageFault;
import io.calotype.pipeline.store.StoredManifest;
import io.calotype.pipeline.store.StoredObject;
import io.calotype.variants.manifest.Manifest;
import io.calotype.variants.manifest.Rejection;
import io.calotype.variants.manifest.Source;
import io.calotype.variants.name.VariantName;
import io.calotype.variants.reason.RefusedException;
import io.calotype.variants.recipe.Recipe;
import java.time.Instant;
import java.util.Optional;

/**
 * One try to have one variant stand in the bucket, made of the original as it is now.
 *
 * <p>{@link #take} is empty where the original, or what stands for it, changed meanwhile: then the
 * next try begins by looking again.
 */
record Exposure(
    VariantRequest request,
    Recipe recipe,
    Originals originals,
    Shelf shelf,
    VariantRenderer renderer,
    RefusalMemory memory,
    Deadline deadline) {

  Optional<Variant> take() {
    Instant seen = memory.now();
    Optional<Source> original = originals.look(request.key());
    if (original.isEmpty()) {
      RefusedAnswer unknown = RefusedAnswer.unknown(request.key());
      memory.unknown(request.key(), unknown, seen);
      throw new RefusedAnswerException(unknown);
    }
    Mark mark = new Mark(request.key(), original.get(), recipe);
    Optional<RefusedAnswer> refused = memory.of(request.key(), mark.source());
    if (refused.isPresent()) {
      throw new RefusedAnswerException(refused.get());
    }
    Optional<StoredObject> standing = shelf.look(request.name());
    if (standing.isPresent() && mark.isOn(standing.get(), request.name())) {
      return show(standing.get().etag(), standing.get().bytes(), mark);
    }
    return make(mark, standing, seen);
  }

  /** What stands there is fetched only where the caller takes it. */
  private Optional<Variant> show(String etag, long bytes, Mark mark) {
    VariantName name = request.name();
    if (bytes > request.inlineBytesMax()) {
      return Optional.of(new Variant(name, etag, mark, null));
    }
    return shelf
        .fetch(name, etag)
        .filter(content -> mark.isOn(content.object(), name))
        .map(content -> new Variant(name, etag, mark, content.bytes()));
  }

  private Optional<Variant> make(Mark mark, Optional<StoredObject> standing, Instant seen) {
    Source source = mark.source();
    try {
      renderer.requireMade(request);
      requireNotRejected(mark);
      Optional<byte[]> file = renderer.render(request, source, originals, deadline);
      return file.isEmpty() ? Optional.empty() : store(file.get(), mark, standing);
    } catch (RefusedException e) {
      throw remembered(RefusedAnswer.of(e), source, seen);
    } catch (EngineFailedException e) {
      throw remembered(RefusedAnswer.failed(), source, seen);
    }
  }

  private RefusedAnswerException remembered(RefusedAnswer answer, Source source, Instant seen) {
    memory.refused(request.key(), source, answer, seen);
    return new RefusedAnswerException(answer);
  }

  /** What the job has refused is not tried again here: such a file may end the process. */
  private void requireNotRejected(Mark mark) {
    Optional<Rejection> rejection =
        shelf
            .manifest()
            .flatMap(StoredManifest::manifest)
            .filter(m -> m.isCurrentFor(mark.source(), recipe.fingerprint()))
            .map(Manifest::reason);
    if (rejection.isPresent()) {
      throw new RefusedException(rejection.get().code(), rejection.get().message());
    }
  }

  private Optional<Variant> store(byte[] file, Mark mark, Optional<StoredObject> standing) {
    VariantName name = request.name();
    Optional<Shelf.Placed> placed =
        shelf.place(name, file, mark, standing, () -> isCurrent(mark.source()));
    if (placed.isEmpty() || !isConfirmed(placed.get(), mark)) {
      return Optional.empty();
    }
    Shelf.Placed there = placed.get();
    return there.written()
        ? Optional.of(new Variant(name, there.etag(), mark, file))
        : show(there.etag(), there.bytes(), mark);
  }

  /**
   * Looks at the original once more; what was stored of a version that has gone meanwhile goes too.
   * Where the look fails, what was written is taken back for safety's sake: the job's own names
   * excepted, since its manifest may name them by now, and it keeps them right.
   */
  private boolean isConfirmed(Shelf.Placed placed, Mark mark) {
    VariantName name = request.name();
    try {
      if (isCurrent(mark.source())) {
        return true;
      }
    } catch (StorageFault e) {
      if (placed.written() && !recipe.ladder().contains(name)) {
        shelf.delete(name, mark);
      }
      throw e;
    }
    shelf.delete(name, mark);
    return false;
  }

  private boolean isCurrent(Source source) {
    return originals.look(request.key()).equals(Optional.of(source));
  }
}
