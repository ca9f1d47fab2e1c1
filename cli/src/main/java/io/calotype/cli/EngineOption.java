package io.calotype.cli;

import io.calotype.cli.console.CommandFailedException;
import io.calotype.cli.console.Console;
import io.calotype.variants.render.Renderer;
import io.calotype.variants.render.RendererUnavailableException;
import io.calotype.variants.render.Renderers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code --engine}: what renders. */
@Command
final class EngineOption {
  /** The engines by the names that settings have for them. */
  enum Engine {
    auto,
    vips,
    scalr
  }

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      description =
          "vips (fast, all formats), scalr (plain Java, JPEG and PNG only), or auto: vips where it"
              + " works on this machine, else scalr. Default: auto.")
  private Engine engine = Engine.auto;

  /** The engine's name. */
  String engine() {
    return engine.name();
  }

  /** The engine, ready to render; tells where it is not the one that makes every format. */
  Renderer open(Console console) {
    Renderer renderer;
    try {
      renderer = Renderers.choose(engine.name());
    } catch (RendererUnavailableException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
    if (engine == Engine.auto && renderer.name().equals(Engine.scalr.name())) {
      console.note(
          "vips does not work on this machine, scalr renders: slower, and without WebP;"
              + " --engine vips says why");
    }
    return renderer;
  }
}
