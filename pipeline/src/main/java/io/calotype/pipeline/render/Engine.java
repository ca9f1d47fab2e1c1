package io.calotype.pipeline.render;

import io.calotype.variants.render.Renderer;
import io.calotype.variants.render.vips.VipsRenderer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The engines by the names that settings have for them. */
public enum Engine implements RendererFactory {
  /** What suits the machine. */
  AUTO,
  /** libvips. */
  VIPS;

  @Override
  public Renderer open() {
    return VipsRenderer.open();
  }

  /** The name in settings. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The engine of this {@link #id()}, if there is one. */
  public static Optional<Engine> ofId(String id) {
    return Arrays.stream(values()).filter(engine -> engine.id().equals(id)).findFirst();
  }

  /** All names, for messages. */
  public static String ids() {
    return Arrays.stream(values()).map(Engine::id).collect(Collectors.joining(", "));
  }
}
