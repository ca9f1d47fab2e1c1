package io.calotype.edge.onthefly;

import io.calotype.pipeline.fetch.Originals;
import io.calotype.pipeline.store.ObjectStore;
import io.calotype.pipeline.store.Shelf;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.render.Renderer;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Has variants stand in the bucket because a viewer asks for them: those that stand there already
 * are shown, others are made and stored, each once for all who ask at the same time.
 *
 * <p>Any number of these, and of the job's makers, may work on the same original at the same time,
 * also one that was paused for hours and goes on where it was. A write never replaces what was not
 * seen; what stands there of the same version stays and is shown; after the write the original is
 * looked at again, and where it has changed, what was written is deleted and made anew. So none of
 * them undoes what was made of a newer original.
 *
 * <p>Safe for concurrent use; the work is done on the calling thread.
 */
final class Darkroom {
  /** Each try past the first needs a change of the original, or another maker at work. */
  private static final int TRIES_MAX = 8;

  private final Recipe recipe;
  private final Originals originals;
  private final ObjectStore variants;
  private final VariantRenderer renderer;
  private final RefusalMemory memory;
  private final SingleFlight<Variant> flights = new SingleFlight<>();

  Darkroom(
      OnTheFlySettings settings,
      ObjectStore originals,
      ObjectStore variants,
      Renderer renderer,
      InstantSource clock) {
    this.recipe = settings.recipe();
    this.originals = new Originals(originals);
    this.variants = variants;
    this.renderer = new VariantRenderer(settings, renderer);
    this.memory = new RefusalMemory(clock);
  }

  /**
   * The variant as it stands in the bucket when this returns.
   *
   * @throws RefusedAnswerException where there is none: unknown, refused, no capacity, no time
   * @throws io.calotype.pipeline.store.StorageFault where a bucket stayed faulty
   */
  Variant develop(VariantRequest request, Deadline deadline) {
    memory
        .ofUnknown(request.key())
        .ifPresent(
            answer -> {
              throw new RefusedAnswerException(answer);
            });
    String what = request.key() + "/" + request.name();
    return flights.run(what, deadline, () -> make(request, deadline));
  }

  private Variant make(VariantRequest request, Deadline deadline) {
    Shelf shelf = new Shelf(variants, request.key());
    for (int tries = 0; tries < TRIES_MAX; tries++) {
      deadline.check();
      Optional<Variant> variant =
          new Exposure(request, recipe, originals, shelf, renderer, memory, deadline).take();
      if (variant.isPresent()) {
        return variant.get();
      }
    }
    throw new RefusedAnswerException(RefusedAnswer.keepsChanging());
  }
}
