package io.calotype.pipeline.render;

import io.calotype.pipeline.render.VariantBudget.Share;

/** Who renders first. */
@FunctionalInterface
public interface Lane {
  /** Waits for its turn, and holds it until the share is given back. */
  Share enter() throws InterruptedException;
}
