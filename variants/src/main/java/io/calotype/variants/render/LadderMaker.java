package io.calotype.variants.render;

import io.calotype.variants.name.Format;
import io.calotype.variants.name.VariantName;
import io.calotype.variants.plan.Plan;
import io.calotype.variants.plan.PlannedImage;
import io.calotype.variants.probe.Admission;
import io.calotype.variants.probe.Credit;
import io.calotype.variants.probe.ImageHeader;
import io.calotype.variants.probe.Probe;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.reason.RefusedException;
import io.calotype.variants.recipe.MetadataPolicy;
import io.calotype.variants.recipe.Recipe;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the ladder of an original from its bytes: probe, admission, plan, rendering. The one way
 * for job, command line and rendering on the fly alike. Safe for use by several threads at once.
 *
 * @param recipe what is made, and within which limits
 * @param renderer the engine; the recipe's formats that it cannot make are left out
 */
public record LadderMaker(Recipe recipe, Renderer renderer) {

  /** What would be made of an original of which nothing else is known. */
  public Plan plan(byte[] original) {
    return plan(original, RenderHints.NONE);
  }

  /**
   * What {@link #make(byte[], RenderHints)} would make of an original, from its header alone.
   *
   * @throws RefusedException where the file is not accepted or not within the limits
   */
  public Plan plan(byte[] original, RenderHints hints) {
    return plan(original, hints, ladder(false));
  }

  /**
   * What {@link #make(byte[], RenderHints, Collection)} would make of an original, from its header
   * alone.
   *
   * @throws RefusedException where the file is not accepted or not within the limits
   */
  public Plan plan(byte[] original, RenderHints hints, Collection<VariantName> names) {
    Admission.requireBytes(original.length, recipe.limits());
    ImageHeader header = Probe.read(original, recipe);
    Admission.requireWithin(header, recipe);
    Plan plan = Plan.of(recipe, header, hints.key(), hints.focalPoint(), names);
    return plan.treatment().metadata() == MetadataPolicy.COPYRIGHT
        ? Credit.of(header.format(), original).map(plan::with).orElse(plan)
        : plan;
  }

  /** Makes the ladder, without what is slow, of an original of which nothing else is known. */
  public Rendering make(byte[] original) {
    return make(original, RenderHints.NONE);
  }

  /**
   * Makes the ladder, without what is slow, on the calling thread.
   *
   * @param original the whole file; not changed
   * @throws RefusedException where the file is not accepted, not within the limits or cannot be
   *     rendered
   */
  public Rendering make(byte[] original, RenderHints hints) {
    return make(original, hints, ladder(false));
  }

  /**
   * Makes exactly these variants, from one decode, on the calling thread: any width, any ratio,
   * slow formats too.
   *
   * <p>Crops show the same part of the picture whatever else is made with them.
   *
   * @param original the whole file; not changed
   * @param names one or more, of formats that the recipe has and the engine makes
   * @throws RefusedException where the file is not accepted, not within the limits or cannot be
   *     rendered
   * @throws IllegalArgumentException where there is no name, or one of another format
   */
  public Rendering make(byte[] original, RenderHints hints, Collection<VariantName> names) {
    return make(original, hints, names, BaseKeeper.NONE);
  }

  /**
   * The same, with what an earlier call left of its decode, and leaving its own for a later one.
   *
   * @param keeper of this very original
   */
  public Rendering make(
      byte[] original, RenderHints hints, Collection<VariantName> names, BaseKeeper keeper) {
    Plan plan = plan(original, hints, names);
    for (PlannedImage image : plan.images()) {
      if (!renderer.formats().contains(image.encoding().format())) {
        throw new IllegalArgumentException(
            "expected formats that the "
                + renderer.name()
                + " engine makes but got "
                + image.names().get(0));
      }
    }
    Ladder ladder = credited(renderer.render(original, plan, keeper), plan.credit());
    ladder.images().forEach(this::requireBytes);
    return new Rendering(plan, ladder, pending(names));
  }

  /**
   * The ladder's slow variants that the engine can make: to be made by name, after the manifest's
   * first version. Empty where the recipe has none.
   */
  public List<VariantName> slowLadder() {
    return ladder(true);
  }

  /** The whole ladder, slow formats too, as far as the engine can make it. */
  public List<VariantName> wholeLadder() {
    return recipe.ladder().stream()
        .filter(name -> renderer.formats().contains(name.format()))
        .toList();
  }

  private static Ladder credited(Ladder ladder, @Nullable Credit credit) {
    if (credit == null) {
      return ladder;
    }
    byte[] exif = credit.exif();
    return new Ladder(
        ladder.images().stream().map(image -> CreditWriter.into(image, exif)).toList(),
        ladder.preview());
  }

  private List<Format> pending(Collection<VariantName> made) {
    return slowLadder().stream()
        .filter(name -> !made.contains(name))
        .map(VariantName::format)
        .distinct()
        .toList();
  }

  private List<VariantName> ladder(boolean slow) {
    return recipe.ladder().stream()
        .filter(name -> renderer.formats().contains(name.format()))
        .filter(name -> recipe.encoding(name.format()).orElseThrow().slow() == slow)
        .toList();
  }

  private void requireBytes(RenderedImage image) {
    long bytesMax = recipe.limits().outputBytesMax();
    if (image.bytes().length > bytesMax) {
      throw new RefusedException(
          Reason.OUTPUT_TOO_LARGE,
          "expected variants of at most "
              + bytesMax
              + " bytes but "
              + image.planned().names().get(0)
              + " has "
              + image.bytes().length
              + ": make the picture smaller, or lower the recipe's quality");
    }
  }
}
