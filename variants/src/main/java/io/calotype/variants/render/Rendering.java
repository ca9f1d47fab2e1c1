package io.calotype.variants.render;

import io.calotype.variants.plan.Plan;

/**
 * An original's ladder, with the plan that it follows.
 *
 * @param plan what was to be made, with the original's header and the recipe
 * @param ladder what was made of it
 */
public record Rendering(Plan plan, Ladder ladder) {}
