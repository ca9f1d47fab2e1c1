package io.calotype.pipeline.render;

import io.calotype.pipeline.render.VariantBudget.Share;
import io.calotype.pipeline.store.StorageFault;
import io.calotype.variants.name.Format;
import io.calotype.variants.name.VariantName;
import io.calotype.variants.plan.Plan;
import io.calotype.variants.probe.ImageHeader;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.reason.RefusedException;
import io.calotype.variants.render.BaseKeeper;
import io.calotype.variants.render.LadderMaker;
import io.calotype.variants.render.RenderHints;
import io.calotype.variants.render.RenderedImage;
import io.calotype.variants.render.RendererUnavailableException;
import io.calotype.variants.render.Rendering;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renders on the calling thread, at most so many at a time, within the budget's pixels.
 *
 * <p>A picture that takes too long is tried once more before it is refused: the process may have
 * been stopped meanwhile, and the deadline cannot tell. So is one on which the engine fails in a
 * way that it should not (any exception but a refusal), since memory may have been short; it is
 * refused as {@code CORRUPT} then. Failing the task instead would render the same file again after
 * each restart, for ever, and keep all others waiting; the stack trace in the log and the dead
 * letter are what a bug leaves. Other refusals stand at once.
 *
 * <p>Errors of the virtual machine, an engine that is not there at all and faults of the guard's
 * storage are not the file's fault and pass through.
 */
public final class BoundedRenderer {
  private static final Logger LOG = LoggerFactory.getLogger(BoundedRenderer.class);
  private static final int ATTEMPTS_MAX = 2;

  private final LadderMaker maker;
  private final VariantBudget budget;
  private final Semaphore slots;
  private final Lane lane;
  private final RenderListener listener;
  private final RenderGuard guard;

  /**
   * A renderer.
   *
   * @param atOnceMax renders at one time, 1 or more
   * @param lane who goes first
   * @param guard stands around each render
   */
  public BoundedRenderer(
      LadderMaker maker,
      VariantBudget budget,
      int atOnceMax,
      Lane lane,
      RenderListener listener,
      RenderGuard guard) {
    this(maker, budget, new Semaphore(atOnceMax, true), lane, listener, guard);
  }

  private BoundedRenderer(
      LadderMaker maker,
      VariantBudget budget,
      Semaphore slots,
      Lane lane,
      RenderListener listener,
      RenderGuard guard) {
    this.maker = maker;
    this.budget = budget;
    this.slots = slots;
    this.lane = lane;
    this.listener = listener;
    this.guard = guard;
  }

  /** The same, within the same bounds, behind another guard. */
  public BoundedRenderer behind(RenderGuard other) {
    return new BoundedRenderer(maker, budget, slots, lane, listener, other);
  }

  /** The recipe's slow formats, as far as the engine can make them. */
  public List<Format> slowFormats() {
    return maker.slowLadder().stream().map(VariantName::format).distinct().toList();
  }

  /**
   * Renders a part of an original's ladder, from one decode.
   *
   * @param key the original's, by which the recipe's rules are chosen
   * @param except names of that part that are left out; where none is left, only the header is read
   * @param keeper of this original's base
   * @throws InterruptedException where the task is cancelled while the picture waits
   */
  public RenderResult render(
      String key, byte[] original, Part part, Set<VariantName> except, BaseKeeper keeper)
      throws InterruptedException {
    RenderHints hints = new RenderHints(key, null);
    for (int attempt = 1; ; attempt++) {
      try {
        Plan eager = maker.plan(original, hints);
        Set<VariantName> names = names(part, eager);
        names.removeAll(except);
        return names.isEmpty()
            ? RenderResult.made(eager.header(), null, 0)
            : RenderResult.made(
                eager.header(),
                renderOnce(
                    key,
                    eager.header(),
                    original,
                    () -> maker.make(original, hints, names, keeper)),
                attempt);
      } catch (RefusedException e) {
        if (e.reason() != Reason.RENDER_TIMEOUT || attempt == ATTEMPTS_MAX) {
          int attempts =
              e.reason() == Reason.RENDERER_CRASHED ? RenderGuard.SIGHTINGS_MAX : attempt;
          return RenderResult.refused(e.reason(), e.getMessage(), attempts);
        }
        LOG.warn("rendering \"{}\" is tried once more: {}", key, e.getMessage());
      } catch (RendererUnavailableException | StorageFault e) {
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

  private Set<VariantName> names(Part part, Plan eager) {
    return part == Part.SLOW
        ? new LinkedHashSet<>(maker.slowLadder())
        : eager.images().stream()
            .flatMap(image -> image.names().stream())
            .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private Rendering renderOnce(
      String key, ImageHeader header, byte[] original, Supplier<Rendering> render)
      throws InterruptedException {
    Share turn = lane.enter();
    try {
      return renderInTurn(key, header, original, () -> renderTimed(render));
    } finally {
      turn.giveBack();
    }
  }

  private Rendering renderInTurn(
      String key, ImageHeader header, byte[] original, Supplier<Rendering> render)
      throws InterruptedException {
    Share pixels = budget.takePixels(header.pixels());
    try {
      slots.acquire();
      try {
        // Innermost: whoever holds the others back, or waits for them, needs nothing more.
        return guard.around(key, original, render);
      } finally {
        slots.release();
      }
    } finally {
      pixels.giveBack();
    }
  }

  private Rendering renderTimed(Supplier<Rendering> render) {
    long startNs = System.nanoTime();
    Rendering rendering = render.get();
    listener.rendered(Duration.ofNanos(System.nanoTime() - startNs));
    for (RenderedImage image : rendering.ladder().images()) {
      listener.encoded(image.planned().encoding().format(), image.bytes().length);
    }
    return rendering;
  }
}
