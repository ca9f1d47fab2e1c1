package io.calotype.variants.render;

import io.calotype.variants.name.Format;
import io.calotype.variants.plan.Plan;
import java.util.List;

/**
 * What was made of an original, with the plan that it follows.
 *
 * @param plan what was to be made, with the original's header and the recipe
 * @param ladder what was made of it
 * @param pending the recipe's slow formats that the engine can make and that this has not
 */
public record Rendering(Plan plan, Ladder ladder, List<Format> pending) {
  /** Copies the list. */
  public Rendering {
    pending = List.copyOf(pending);
  }
}
