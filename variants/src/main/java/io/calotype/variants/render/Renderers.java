package io.calotype.variants.render;

import io.calotype.variants.render.scalr.ScalrRenderer;
import io.calotype.variants.render.vips.VipsRenderer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses the engine, once at start, and says in the log which and why. */
public final class Renderers {
  /** The engines by name, for settings and help. */
  public static final String CHOICES = "auto, vips or scalr";

  private static final Logger LOG = LoggerFactory.getLogger(Renderers.class);

  private Renderers() {}

  /**
   * The engine of a name.
   *
   * @param engine {@code vips}; {@code scalr}; or {@code auto}, which is vips where it can work on
   *     this machine, else scalr
   * @throws RendererUnavailableException where {@code vips} is asked for and cannot work
   * @throws IllegalArgumentException for any other name
   */
  public static Renderer choose(String engine) {
    return choose(engine, VipsRenderer::open);
  }

  static Renderer choose(String engine, Supplier<? extends Renderer> vips) {
    return switch (engine) {
      case "vips" -> chosen(vips.get(), "as asked for");
      case "scalr" -> chosen(new ScalrRenderer(), "as asked for");
      case "auto" -> fastest(vips);
      default ->
          throw new IllegalArgumentException(
              "expected an engine of " + CHOICES + " but got \"" + engine + "\"");
    };
  }

  private static Renderer fastest(Supplier<? extends Renderer> vips) {
    try {
      return chosen(vips.get(), "the fastest, which works on this machine");
    } catch (RendererUnavailableException e) {
      return chosen(
          new ScalrRenderer(),
          "slower and with JPEG and PNG only, since vips is not available: " + e.getMessage());
    }
  }

  private static Renderer chosen(Renderer renderer, String why) {
    LOG.info("Rendering with {}: {}", renderer.name(), why);
    return renderer;
  }
}
