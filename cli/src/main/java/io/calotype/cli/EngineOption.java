package io.calotype.cli;

import io.calotype.cli.console.CommandFailedException;
import io.calotype.variants.render.Renderer;
import io.calotype.variants.render.RendererUnavailableException;
import io.calotype.variants.render.vips.VipsRenderer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code --engine}: what renders. */
@Command
final class EngineOption {
  /** The engines by the names that settings have for them. */
  enum Engine {
    auto,
    vips
  }

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      description = "vips (libvips), or auto: what suits this machine. Default: auto.")
  private Engine engine = Engine.auto;

  /** The engine, ready to render. */
  Renderer open() {
    try {
      return switch (engine) {
        case auto, vips -> VipsRenderer.open();
      };
    } catch (RendererUnavailableException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
  }
}
