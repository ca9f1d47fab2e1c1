package io.calotype.benchmarks;

import io.calotype.variants.plan.Plan;
import io.calotype.variants.probe.Probe;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.render.Ladder;
import io.calotype.variants.render.Renderer;

/** From a photo's bytes to its ladder, as the job does it, with the last result kept to look at. */
public final class LadderWork {
  /** The last ladder of each photo. */
  final Kept<byte[], Ladder> kept =
      new Kept<>((photo, ladder) -> Control.require(plan(photo), ladder));

  private final Renderer renderer;
  private final Recipe recipe;

  /** Work with an engine after a recipe. */
  public LadderWork(Renderer renderer, Recipe recipe) {
    this.renderer = renderer;
    this.recipe = recipe;
  }

  /** A photo's ladder. */
  public Ladder ladder(byte[] photo) {
    return ladder(photo, plan(photo));
  }

  /** A photo's ladder, counted. */
  public Ladder ladder(byte[] photo, WorkDone work) {
    Plan plan = plan(photo);
    Ladder ladder = ladder(photo, plan);
    work.add(photo, plan, ladder);
    return ladder;
  }

  private Plan plan(byte[] photo) {
    return Plan.ladder(recipe, Probe.read(photo, recipe), renderer.formats());
  }

  private Ladder ladder(byte[] photo, Plan plan) {
    return kept.keep(photo, renderer.render(photo, plan));
  }

  /** Fails with {@link IllegalStateException} where the last ladder is not there or not right. */
  public void control() {
    kept.control();
  }
}
