package io.calotype.pipeline.render;

import io.calotype.variants.render.Rendering;
import java.util.function.Supplier;

/** Stands around each render, since native code can end the process, or never return. */
@FunctionalInterface
public interface RenderGuard {
  /** How often a file may be seen at a render behind which the process ended. */
  int SIGHTINGS_MAX = 3;

  /**
   * Renders, or refuses to.
   *
   * @param key the original's
   * @param original its bytes
   * @throws io.calotype.variants.reason.RefusedException of {@code RENDERER_CRASHED}, after {@value
   *     #SIGHTINGS_MAX} sightings
   * @throws io.calotype.pipeline.store.StorageFault where the guard cannot keep its books
   */
  Rendering around(String key, byte[] original, Supplier<Rendering> render)
      throws InterruptedException;
}
