package io.calotype.variants.render.vips;

import io.calotype.variants.name.Format;
import io.calotype.variants.plan.Plan;
import io.calotype.variants.probe.CutShort;
import io.calotype.variants.probe.SourceFormat;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.reason.RefusedException;
import io.calotype.variants.render.BaseKeeper;
import io.calotype.variants.render.BasePicture;
import io.calotype.variants.render.Ladder;
import io.calotype.variants.render.Renderer;
import io.calotype.variants.render.RendererUnavailableException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine on libvips: all formats, colour profiles, and the fastest.
 *
 * <p>Of an animation WebP variants have all frames and the others the first; of a TIFF it renders
 * the first page. Colours are converted to sRGB by the embedded profile, where that is another, and
 * by libvips' own profile for CMYK without one. Files that end early or whose decoder gives up are
 * refused; a JPEG that is damaged in its middle is shown as every viewer shows it, since decoders
 * only warn of that, and of many a good file as well. A rendering that takes longer than the recipe
 * allows is ended at the next strip of pixels, or after the one file that is being encoded or
 * decoded in one piece (AVIF, WebP).
 *
 * <pre>{@code
 * Renderer renderer = VipsRenderer.open();
 * Ladder ladder = renderer.render(bytes, Plan.ladder(recipe, header));
 * }</pre>
 *
 * <p>Open one and share it. All engines of a class loader use one libvips, which stays mapped until
 * the process ends; {@link #close} matters where the class loader is to go before that.
 */
public final class VipsRenderer implements Renderer {
  private static final Logger LOG = LoggerFactory.getLogger(VipsRenderer.class);

  private final SharedVips shared;
  private final Watchdog watchdog = new Watchdog();
  private boolean closed;

  private VipsRenderer(SharedVips shared) {
    this.shared = shared;
  }

  /**
   * The engine, with its library kept where {@link VipsSettings#ofEnvironment} says.
   *
   * @throws RendererUnavailableException where this machine lacks what it needs
   */
  public static VipsRenderer open() {
    return open(VipsSettings.ofEnvironment());
  }

  /** The same with its library kept elsewhere. */
  public static VipsRenderer open(VipsSettings settings) {
    return new VipsRenderer(SharedVips.enter(settings));
  }

  @Override
  public String name() {
    return "vips";
  }

  /** The version of libvips, as {@code 8.18.7}. */
  public String version() {
    return shared.vips().version();
  }

  @Override
  public Set<Format> formats() {
    return EnumSet.of(Format.JPEG, Format.WEBP, Format.AVIF, Format.PNG);
  }

  @Override
  public Ladder render(byte[] original, Plan plan) {
    return render(original, plan, BaseKeeper.NONE);
  }

  @Override
  public Ladder render(byte[] original, Plan plan, BaseKeeper keeper) {
    enter();
    try {
      return render(original, plan, keeper, shared.vips());
    } finally {
      shared.leave();
    }
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      shared.leave();
    }
  }

  private synchronized void enter() {
    if (closed) {
      throw new RendererUnavailableException(
          "expected an open engine but this one has been closed: its job has ended");
    }
    shared.enter();
  }

  private Ladder render(byte[] original, Plan plan, BaseKeeper keeper, Vips vips) {
    Duration timeMax = plan.recipe().limits().renderTimeMax();
    try (Deadline deadline = watchdog.start(vips.functions(), timeMax);
        Scope scope = new Scope(vips, deadline)) {
      try {
        Plan located =
            decoded(original, plan, deadline, () -> Attention.located(original, plan, scope));
        return Attention.asPlanned(render(original, located, keeper, deadline, scope), plan);
      } catch (VipsException e) {
        if (deadline.passed()) {
          throw new RefusedException(
              Reason.RENDER_TIMEOUT,
              "expected to be rendered within " + timeMax.toMillis() + " ms but was not",
              e);
        }
        throw new IllegalStateException("libvips failed: " + e.getMessage(), e);
      }
    }
  }

  private static Ladder render(
      byte[] original, Plan plan, BaseKeeper keeper, Deadline deadline, Scope scope) {
    VipsImage base = base(original, plan, keeper, deadline, scope);
    Encoder encoder = new Encoder(plan);
    Ladder stills = new Cascade(plan, encoder).from(base);
    if (plan.animations().isEmpty()) {
      return stills;
    }
    Animation animation =
        decoded(original, plan, deadline, () -> Animation.decode(original, plan, scope));
    return animation.withStills(stills, encoder);
  }

  private static VipsImage base(
      byte[] original, Plan plan, BaseKeeper keeper, Deadline deadline, Scope scope) {
    Optional<BasePicture> kept = keeper.kept(plan.baseWidthPx(), plan.baseHeightPx());
    if (kept.isPresent()) {
      return scope.picture(kept.get());
    }
    VipsImage base =
        decoded(original, plan, deadline, () -> new Decoding(original, plan).into(scope));
    keeper.offer(
        BasePicture.bytes(base.widthPx(), base.heightPx(), base.bands()), base::asBasePicture);
    return base;
  }

  /**
   * A failure before the first picture stands is the file's, unless the time is over: also where
   * libvips lacks memory, since that is how a file ends that states absurd sizes inside.
   */
  private static <T> T decoded(
      byte[] original, Plan plan, Deadline deadline, Supplier<T> decoding) {
    try {
      return decoding.get();
    } catch (VipsException e) {
      if (deadline.passed()) {
        throw e;
      }
      LOG.info("Original refused by libvips: {}", e.getMessage());
      SourceFormat format = plan.header().format();
      if (CutShort.is(format, original)) {
        throw new RefusedException(
            Reason.TRUNCATED,
            "expected a whole "
                + format
                + " but it ends early, after "
                + original.length
                + " bytes: upload the whole file",
            e);
      }
      throw new RefusedException(
          Reason.CORRUPT,
          "expected a "
              + format
              + " that can be decoded but its data is broken: save it anew with an"
              + " image editor",
          e);
    }
  }
}
