package io.calotype.pipeline.render;

import io.calotype.pipeline.render.VariantBudget.Share;
import io.calotype.variants.plan.Plan;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.reason.RefusedException;
import io.calotype.variants.render.LadderMaker;
import io.calotype.variants.render.RenderedImage;
import io.calotype.variants.render.RendererUnavailableException;
import io.calotype.variants.render.Rendering;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renders on the calling thread, at most so many at a time, within the budget's pixels.
 *
 * <p>A picture on which the engine fails in a way that it should not (any exception but a refusal)
 * is tried once more, since memory or a deadline may have been short, and then refused as {@code
 * CORRUPT}. Failing the task instead would render the same file again after each restart, for ever,
 * and keep all others waiting; the stack trace in the log and the dead letter are what a bug
 * leaves. Errors of the virtual machine and an engine that is not there at all are not the file's
 * fault and pass through.
 */
public final class BoundedRenderer {
  private static final Logger LOG = LoggerFactory.getLogger(BoundedRenderer.class);
  private static final int ATTEMPTS_MAX = 2;

  private final LadderMaker maker;
  private final VariantBudget budget;
  private final Semaphore slots;
  private final RenderListener listener;

  /**
   * A renderer.
   *
   * @param atOnceMax renders at one time, 1 or more
   */
  public BoundedRenderer(
      LadderMaker maker, VariantBudget budget, int atOnceMax, RenderListener listener) {
    this.maker = maker;
    this.budget = budget;
    this.slots = new Semaphore(atOnceMax, true);
    this.listener = listener;
  }

  /**
   * Renders an original.
   *
   * @param key for the log
   * @throws InterruptedException where the task is cancelled while the picture waits
   */
  public RenderResult render(String key, byte[] original) throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        return RenderResult.made(renderOnce(original), attempt);
      } catch (RefusedException e) {
        return RenderResult.refused(e.reason(), e.getMessage(), attempt);
      } catch (RendererUnavailableException e) {
        throw e;
      } catch (RuntimeException e) {
        LOG.warn("rendering \"{}\" failed in attempt {} of {}", key, attempt, ATTEMPTS_MAX, e);
        if (attempt == ATTEMPTS_MAX) {
          return RenderResult.refused(Reason.CORRUPT, failed(e), attempt);
        }
      }
    }
  }

  private String failed(RuntimeException e) {
    return "expected a picture that the "
        + maker.renderer().name()
        + " engine can render but it failed "
        + ATTEMPTS_MAX
        + " times with "
        + e.getClass().getSimpleName()
        + ": save the picture anew";
  }

  private Rendering renderOnce(byte[] original) throws InterruptedException {
    Plan plan = maker.plan(original);
    Share pixels = budget.takePixels(plan.header().pixels());
    try {
      slots.acquire();
      try {
        long startNs = System.nanoTime();
        Rendering rendering = maker.make(original);
        listener.rendered(Duration.ofNanos(System.nanoTime() - startNs));
        for (RenderedImage image : rendering.ladder().images()) {
          listener.encoded(image.planned().encoding().format(), image.bytes().length);
        }
        return rendering;
      } finally {
        slots.release();
      }
    } finally {
      pixels.giveBack();
    }
  }
}
