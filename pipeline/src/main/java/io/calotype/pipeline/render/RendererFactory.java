package io.calotype.pipeline.render;

import io.calotype.variants.render.Renderer;
import java.io.Serializable;

/** Opens the engine; travels with the job to where its operators run. */
@FunctionalInterface
public interface RendererFactory extends Serializable {
  /**
   * The engine, ready to render.
   *
   * @throws io.calotype.variants.render.RendererUnavailableException where the machine lacks what
   *     it needs
   */
  Renderer open();
}
