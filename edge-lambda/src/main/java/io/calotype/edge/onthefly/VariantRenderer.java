package io.calotype.edge.onthefly;

import io.calotype.pipeline.fetch.Originals;
import io.calotype.variants.manifest.Source;
import io.calotype.variants.plan.Plan;
import io.calotype.variants.probe.Admission;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.reason.RefusedException;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.render.LadderMaker;
import io.calotype.variants.render.RenderHints;
import io.calotype.variants.render.Renderer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches one version of an original and renders one variant of it, on the calling thread, within
 * the capacity of the process and the time of the request.
 */
final class VariantRenderer {
  private static final Logger LOG = LoggerFactory.getLogger(VariantRenderer.class);

  /** What storing, looking again and the answer itself may take after the render. */
  private static final Duration RESERVE = Duration.ofSeconds(2);

  private final Recipe recipe;
  private final Renderer renderer;
  private final Duration timeMax;
  private final Capacity capacity;

  VariantRenderer(OnTheFlySettings settings, Renderer renderer) {
    this.recipe = settings.recipe();
    this.renderer = renderer;
    this.timeMax = least(settings.renderTimeMax(), recipe.limits().renderTimeMax());
    this.capacity =
        new Capacity(
            settings.rendersMax(),
            settings.waitingMax(),
            settings.bytesMax(),
            settings.pixelsMax());
  }

  /** Refuses what this engine cannot encode with {@link RefusedAnswerException}. */
  void requireMade(VariantRequest request) {
    if (!renderer.formats().contains(request.name().format())) {
      throw new RefusedAnswerException(
          RefusedAnswer.notMade(request.name().format().id(), renderer.name()));
    }
  }

  /**
   * Renders.
   *
   * @return the file, or empty where that version is no longer current
   * @throws RefusedException where the original is refused
   * @throws EngineFailedException where the engine fails on it in a way that it should not
   * @throws RefusedAnswerException where there is no capacity or no time left
   */
  Optional<byte[]> render(
      VariantRequest request, Source source, Originals originals, Deadline deadline) {
    Admission.requireBytes(source.bytes(), recipe.limits());
    Capacity.Share turn = capacity.takeTurn(deadline);
    try {
      Capacity.Share bytes = capacity.takeBytes(source.bytes(), deadline);
      try {
        return originals
            .fetch(request.key(), source)
            .map(original -> render(request, source, original, deadline));
      } finally {
        bytes.giveBack();
      }
    } finally {
      turn.giveBack();
    }
  }

  private byte[] render(VariantRequest request, Source source, byte[] original, Deadline deadline) {
    RenderHints hints = new RenderHints(request.key(), source.focalPoint());
    Plan plan = new LadderMaker(recipe, renderer).plan(original, hints, List.of(request.name()));
    Capacity.Share pixels = capacity.takePixels(plan.header().pixels(), deadline);
    try {
      return render(request, hints, original, deadline.left().minus(RESERVE));
    } finally {
      pixels.giveBack();
    }
  }

  private byte[] render(
      VariantRequest request, RenderHints hints, byte[] original, Duration timeLeft) {
    if (timeLeft.isNegative() || timeLeft.isZero()) {
      throw new RefusedAnswerException(RefusedAnswer.tooSlow());
    }
    LadderMaker maker = new LadderMaker(within(least(timeLeft, timeMax)), renderer);
    try {
      return maker.make(original, hints, List.of(request.name())).ladder().images().get(0).bytes();
    } catch (RefusedException e) {
      if (e.reason() == Reason.RENDER_TIMEOUT && timeLeft.compareTo(timeMax) < 0) {
        // Not the original's fault: it was given less than it may take.
        throw new RefusedAnswerException(RefusedAnswer.tooSlow());
      }
      throw e;
    } catch (RuntimeException e) {
      LOG.warn("rendering \"{}/{}\" failed", request.key(), request.name(), e);
      throw new EngineFailedException(e);
    }
  }

  /** The recipe with less time. Only to render by: its fingerprint is another. */
  private Recipe within(Duration time) {
    return recipe.within(recipe.limits().withRenderTimeMax(time));
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Says that the engine failed on an original in a way that it should not. */
  static final class EngineFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EngineFailedException(Throwable cause) {
      super("the engine failed", cause);
    }
  }
}
