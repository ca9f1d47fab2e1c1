package io.calotype.variants.render;

import io.calotype.variants.name.Format;
import io.calotype.variants.plan.Plan;
import java.util.Set;

/**
 * Makes the images of a plan from an original's bytes.
 *
 * <p>Guarantees: one decode; upright; sRGB; no metadata; each image has exactly its planned size
 * and is never enlarged; transparency kept where the format has it, else flattened on the recipe's
 * background. Safe for use by several threads at once; the work is done on the calling thread.
 */
public interface Renderer extends AutoCloseable {
  /** The engine's name in settings and logs, {@code vips} or {@code scalr}. */
  String name();

  /** The formats that it can encode. */
  Set<Format> formats();

  /**
   * Renders all images of a plan, or none.
   *
   * @param original the whole file; not changed, and not kept after the call
   * @param plan made from the header of the same bytes
   * @throws io.calotype.variants.reason.RefusedException where the file is at fault: truncated,
   *     corrupt, too slow, or of a type that this engine cannot read
   * @throws RendererUnavailableException where this engine has been closed
   */
  Ladder render(byte[] original, Plan plan);

  /**
   * The same, byte for byte, without a decode where the keeper has what one would give.
   *
   * @param keeper of this very original; engines may leave it aside
   */
  default Ladder render(byte[] original, Plan plan, BaseKeeper keeper) {
    return render(original, plan);
  }

  /**
   * Gives back what the engine keeps, at once or when the last rendering in it has ended: those
   * that run are not disturbed. Needed only where the process outlives the engine's class loader,
   * as that of a Flink job does. Closing it again does nothing.
   */
  @Override
  default void close() {
    // Most engines keep nothing.
  }
}
