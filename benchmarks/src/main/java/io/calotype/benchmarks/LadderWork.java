package io.calotype.benchmarks;

import io.calotype.variants.plan.Plan;
import io.calotype.variants.probe.Probe;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.render.Ladder;
import io.calotype.variants.render.Renderer;
import org.jspecify.annotations.Nullable;

/** From a photo's bytes to its ladder, as the job does it, with the last result kept to look at. */
public final class LadderWork {
  private final Renderer renderer;
  private final Recipe recipe;
  private @Nullable Plan lastPlan;
  private @Nullable Ladder last;

  /** Work with an engine after a recipe. */
  public LadderWork(Renderer renderer, Recipe recipe) {
    this.renderer = renderer;
    this.recipe = recipe;
  }

  /** A photo's ladder. */
  public Ladder ladder(byte[] photo) {
    Plan plan = Plan.ladder(recipe, Probe.read(photo, recipe), renderer.formats());
    Ladder ladder = renderer.render(photo, plan);
    lastPlan = plan;
    last = ladder;
    return ladder;
  }

  /** Fails with {@link IllegalStateException} where the last ladder is not there or not right. */
  public void control() {
    if (lastPlan == null || last == null) {
      throw new IllegalStateException("expected at least one ladder but none was made");
    }
    Control.require(lastPlan, last);
  }
}
