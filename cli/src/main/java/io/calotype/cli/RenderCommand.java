package io.calotype.cli;

import io.calotype.cli.console.Console;
import io.calotype.cli.console.Progress;
import io.calotype.cli.render.LocalLadder;
import io.calotype.cli.render.OutputFolder;
import io.calotype.cli.render.RenderRun;
import io.calotype.cli.render.RenderTotals;
import io.calotype.cli.render.SourceFiles;
import io.calotype.cli.report.LadderJson;
import io.calotype.cli.report.LadderText;
import io.calotype.cli.report.Outcome;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.render.LadderMaker;
import io.calotype.variants.render.Renderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code render}: the ladder of local files, without any cloud. */
@Command(
    name = "render",
    header = "Makes the variants of local pictures. Nothing leaves this machine.",
    description = {
      "%nFor a folder, all pictures below it are rendered (hidden files are passed over). Each"
          + " picture's variants go to DIR/<its path below the folder>/, for instance"
          + " DIR/beach.jpg/w640.webp, with a manifest.json that says what is there.",
      "%nA picture that is refused (truncated, too large, no picture at all ...) is reported with"
          + " its reason, and the rest are made all the same.",
      "%nWith --json each variant has its bytes, size and engine, and where one picture is rendered"
          + " at a time (one PATH, or --threads 1) also cpuMs, the processor time that it took, in steps of about 10 ms."
    },
    footer = {
      "%nExamples:",
      "  ./calotype render photos --out ladders",
      "  ./calotype render beach.jpg --out /tmp/x --json | jq '.photos[].variants'"
    })
final class RenderCommand implements Callable<Integer> {
  private final Console console;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private final RecipeOption recipeOption = new RecipeOption();
  @Mixin private final EngineOption engineOption = new EngineOption();
  @Mixin private final JsonOption json = new JsonOption();

  @Parameters(paramLabel = "PATH", arity = "1..*", description = "Pictures, or folders of them.")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Where the variants go; made if missing. Must not be one of the folders read.")
  private Path out = Path.of(".");

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Pictures rendered at a time. Default: the number of cores.")
  private int threads = Runtime.getRuntime().availableProcessors();

  RenderCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    requireUsable();
    Recipe recipe = recipeOption.recipe();
    Renderer renderer = engineOption.open(console);
    SourceFiles sources = SourceFiles.of(paths, out);
    RenderRun run =
        new RenderRun(
            new LocalLadder(new LadderMaker(recipe, renderer)), new OutputFolder(out), threads);
    RenderRun.Result result;
    try (Progress progress = Progress.start(console, "render", sources.files().size())) {
      result = run.render(sources.files(), progress);
    }
    List<Outcome> outcomes = new ArrayList<>(result.outcomes());
    sources.unreadable().forEach(one -> outcomes.add(Outcome.failed(one.path(), one.message())));
    RenderTotals totals = RenderTotals.of(outcomes, result);
    if (json.wanted()) {
      console.json(asJson(recipe, renderer, outcomes, totals));
    } else {
      outcomes.forEach(outcome -> LadderText.write(console, outcome));
      console.line(totals.line(renderer.name(), sources.others()));
    }
    return totals.ready() == outcomes.size() && !outcomes.isEmpty() ? 0 : 1;
  }

  private void requireUsable() {
    if (threads < 1 || threads > 256) {
      throw new ParameterException(command(), "expected --threads of 1 to 256 but got " + threads);
    }
    if (out.toString().isBlank()) {
      throw new ParameterException(command(), "expected a folder for --out but got nothing");
    }
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw new ParameterException(
          command(), "expected --out to be a folder but " + out + " is a file");
    }
    for (Path path : paths) {
      if (isSame(path, out)) {
        throw new ParameterException(
            command(), "expected --out to be another folder than those read but both are " + path);
      }
    }
  }

  private static boolean isSame(Path path, Path other) {
    try {
      return Files.isSameFile(path, other);
    } catch (IOException e) {
      // One of them does not exist.
      return false;
    }
  }

  private Map<String, Object> asJson(
      Recipe recipe, Renderer renderer, List<Outcome> outcomes, RenderTotals totals) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("out", out.toString());
    json.put("engine", renderer.name());
    json.put("threads", threads);
    json.put("recipe", recipe.fingerprint());
    json.put("photos", LadderJson.of(outcomes));
    json.put("totals", totals.asJson());
    return json;
  }

  private CommandLine command() {
    return Objects.requireNonNull(spec).commandLine();
  }
}
