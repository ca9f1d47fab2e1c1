package io.calotype.pipeline.make;

import io.calotype.pipeline.fetch.Originals;
import io.calotype.pipeline.render.BoundedRenderer;
import io.calotype.pipeline.render.KeptBases;
import io.calotype.pipeline.render.Part;
import io.calotype.pipeline.render.VariantBudget;
import io.calotype.pipeline.store.FanOut;
import io.calotype.pipeline.store.ObjectStore;
import io.calotype.pipeline.store.Shelf;
import io.calotype.variants.manifest.Rejection;
import io.calotype.variants.name.DerivedKeys;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.recipe.Recipe;
import java.util.Optional;

/**
 * Brings the variants bucket in line with one original as it is now, whatever the event said.
 *
 * <p>Any number of these may work on the same original at the same time, in one process or in
 * several, also one that was paused for hours and goes on where it was: when all have returned, the
 * bucket holds what one alone would have left. The argument has four parts. A write never replaces
 * what it has not seen ({@link Shelf}). After its last write a maker looks at the original again,
 * and where it has changed it starts over. A maker that starts checks what stands against the
 * manifest and does not trust the manifest alone. And the manifest is written last, over none but
 * the one that was seen.
 *
 * <p>A maker of the slow part makes the other first where it does not stand.
 *
 * <p>Safe for use by several threads at once; the work is done on the calling thread, but for the
 * storing of variants, which others may help with.
 */
final class VariantMaker {
  /**
   * Each round past the first, or the second for what is slow, needs a change of the original, or
   * another maker at work.
   */
  private static final int ROUNDS_MAX = 16;

  private final Recipe recipe;
  private final Originals originals;
  private final ObjectStore variants;
  private final BoundedRenderer renderer;
  private final KeptBases bases;
  private final VariantBudget budget;
  private final Part part;
  private final FanOut fanOut;

  /**
   * A maker.
   *
   * @param bases which a maker of the first part and one of the slow part have in common
   * @param fanOut by which variants are stored
   */
  VariantMaker(
      Recipe recipe,
      ObjectStore originals,
      ObjectStore variants,
      BoundedRenderer renderer,
      KeptBases bases,
      VariantBudget budget,
      Part part,
      FanOut fanOut) {
    this.recipe = recipe;
    this.originals = new Originals(originals);
    this.variants = variants;
    this.renderer = renderer;
    this.bases = bases;
    this.budget = budget;
    this.part = part;
    this.fanOut = fanOut;
  }

  /**
   * Makes, refuses or removes, as the original now asks.
   *
   * @param key the original's key
   * @param writtenFor the record of the stream that asked for it
   * @throws io.calotype.pipeline.store.StorageFault where a bucket stayed faulty; what was done so
   *     far is harmless, and the same call again completes it
   * @throws InterruptedException where the task is cancelled
   */
  Made make(String key, String writtenFor) throws InterruptedException {
    return make(key, writtenFor, false);
  }

  /**
   * The same, and where it was refused for another record, it is tried again.
   *
   * @param retry whether a refusal counts as none
   */
  Made make(String key, String writtenFor, boolean retry) throws InterruptedException {
    boolean slowFollows = false;
    try {
      Made made = inRounds(key, writtenFor, retry);
      slowFollows = part == Part.EAGER && made.awaitsSlow();
      return made;
    } finally {
      if (!slowFollows) {
        bases.forget(key);
      }
    }
  }

  private Made inRounds(String key, String writtenFor, boolean retry) throws InterruptedException {
    Optional<String> unservable = new DerivedKeys(key).unservable();
    if (unservable.isPresent()) {
      return originals.look(key).isEmpty()
          ? Made.of(Made.State.REMOVED)
          : new Made(
              Made.State.REJECTED,
              null,
              new Rejection(Reason.UNSERVABLE_KEY, unservable.get()),
              0,
              false);
    }
    Shelf shelf = new Shelf(variants, key, fanOut);
    boolean replaced = false;
    for (int round = 1; round <= ROUNDS_MAX; round++) {
      boolean first = round == 1;
      Optional<Made> made =
          new MakeRound(
                  key,
                  writtenFor,
                  recipe,
                  originals,
                  shelf,
                  renderer,
                  bases,
                  budget,
                  part,
                  !first,
                  retry)
              .run();
      // Where an overwrite came in between, the round before the slow one took its place, or a slow
      // one before it was late.
      replaced |= made.filter(Made::replaced).isPresent();
      if (made.isPresent() && isDone(made.get())) {
        return replaced ? made.get().replacing() : made.get();
      }
    }
    return Made.of(Made.State.SUPERSEDED);
  }

  private boolean isDone(Made made) {
    return made.state() != Made.State.SUPERSEDED && !(part == Part.SLOW && made.awaitsSlow());
  }
}
