package io.calotype.variants.render;

import io.calotype.variants.plan.Plan;
import io.calotype.variants.probe.Admission;
import io.calotype.variants.probe.ImageHeader;
import io.calotype.variants.probe.Probe;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.reason.RefusedException;
import io.calotype.variants.recipe.Recipe;

/**
 * Makes the ladder of an original from its bytes: probe, admission, plan, rendering. The one way
 * for job, command line and rendering on the fly alike. Safe for use by several threads at once.
 *
 * @param recipe what is made, and within which limits
 * @param renderer the engine; the recipe's formats that it cannot make are left out
 */
public record LadderMaker(Recipe recipe, Renderer renderer) {

  /**
   * What would be made of an original, from its header alone.
   *
   * @throws RefusedException where the file is not accepted or not within the limits
   */
  public Plan plan(byte[] original) {
    Admission.requireBytes(original.length, recipe.limits());
    ImageHeader header = Probe.read(original, recipe);
    Admission.requireWithin(header, recipe);
    return Plan.ladder(recipe, header, renderer.formats());
  }

  /**
   * Makes the whole ladder on the calling thread.
   *
   * @param original the whole file; not changed
   * @throws RefusedException where the file is not accepted, not within the limits or cannot be
   *     rendered
   */
  public Rendering make(byte[] original) {
    Plan plan = plan(original);
    Ladder ladder = renderer.render(original, plan);
    long bytesMax = recipe.limits().outputBytesMax();
    for (RenderedImage image : ladder.images()) {
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
    return new Rendering(plan, ladder);
  }
}
