package io.calotype.cli;

import io.calotype.cli.console.Console;
import io.calotype.cli.console.FileFault;
import io.calotype.cli.plan.Explanation;
import io.calotype.cli.report.LadderText;
import io.calotype.cli.report.Outcome;
import io.calotype.variants.name.VariantName;
import io.calotype.variants.plan.Plan;
import io.calotype.variants.plan.PlannedImage;
import io.calotype.variants.probe.Admission;
import io.calotype.variants.probe.ImageHeader;
import io.calotype.variants.probe.Probe;
import io.calotype.variants.reason.RefusedException;
import io.calotype.variants.recipe.Recipe;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plan}: what would be made of pictures, and why. */
@Command(
    name = "plan",
    header = "Says what would be made of pictures, and why. Nothing is rendered.",
    description =
        "%nNothing is decoded, so it is quick. A picture that would be refused is reported with its"
            + " reason, and the exit status is 1.",
    footer = {
      "%nExamples:",
      "  ./calotype plan beach.jpg",
      "  ./calotype plan shoe.jpg --key products/shoe.jpg --recipe recipe.json"
    })
final class PlanCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private final RecipeOption recipeOption = new RecipeOption();
  @Mixin private final JsonOption json = new JsonOption();

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Pictures.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description =
          "The key that the picture would have in the bucket, by which the recipe's rules are"
              + " chosen; for one FILE. Default: the file's name.")
  private @Nullable String key;

  @Spec private @Nullable CommandSpec spec;

  PlanCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (key != null && files.size() > 1) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "expected one FILE with --key but got " + files.size());
    }
    Recipe recipe = recipeOption.recipe();
    List<Map<String, Object>> photos = new ArrayList<>();
    boolean allPlanned = true;
    for (Path file : files) {
      try {
        byte[] original = read(file, recipe);
        ImageHeader header = Probe.read(original, recipe);
        Admission.requireWithin(header, recipe);
        String itsKey = key == null ? String.valueOf(file.getFileName()) : key;
        Plan plan = Plan.of(recipe, header, itsKey, null, recipe.ladder());
        photos.add(planned(file, plan, original.length));
      } catch (RefusedException e) {
        allPlanned = false;
        photos.add(notPlanned(Outcome.refused(file.toString(), e)));
      } catch (IOException e) {
        allPlanned = false;
        photos.add(notPlanned(Outcome.failed(file.toString(), FileFault.of(e))));
      } catch (OutOfMemoryError e) {
        allPlanned = false;
        photos.add(
            notPlanned(
                Outcome.failed(
                    file.toString(),
                    "expected more memory than this machine gives: more of it comes with"
                        + " CALOTYPE_JAVA_OPTS=-Xmx4g")));
      }
    }
    if (json.wanted()) {
      console.json(Map.of("recipe", recipe.fingerprint(), "photos", photos));
    }
    return allPlanned ? 0 : 1;
  }

  private static byte[] read(Path file, Recipe recipe) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException("expected a file but it is a folder: name its pictures");
    }
    Admission.requireBytes(Files.size(file), recipe.limits());
    return Files.readAllBytes(file);
  }

  private Map<String, Object> planned(Path file, Plan plan, long bytes) {
    Explanation explanation = Explanation.of(plan, bytes);
    if (!json.wanted()) {
      console.line(console.strong(file.toString()) + "  " + explanation.what());
      explanation.images().forEach(line -> console.line("  " + line));
      explanation.reasons().forEach(reason -> console.line("  - " + reason));
    }
    ImageHeader header = plan.header();
    Map<String, Object> photo = new LinkedHashMap<>();
    photo.put("path", file.toString());
    photo.put("state", "planned");
    photo.put("format", header.format().contentType());
    photo.put("width", header.uprightWidthPx());
    photo.put("height", header.uprightHeightPx());
    photo.put("orientation", header.orientation());
    photo.put("frames", header.frames());
    photo.put("alpha", header.alpha());
    photo.put("bytes", bytes);
    photo.put("images", plan.images().stream().map(PlanCommand::image).toList());
    photo.put("why", explanation.reasons());
    return photo;
  }

  private static Map<String, Object> image(PlannedImage image) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("names", image.names().stream().map(VariantName::toString).toList());
    json.put("format", image.encoding().format().id());
    json.put("quality", image.encoding().quality());
    json.put("width", image.widthPx());
    json.put("height", image.heightPx());
    json.put("frames", image.frames());
    json.put("slow", image.encoding().slow());
    return json;
  }

  private Map<String, Object> notPlanned(Outcome outcome) {
    if (!json.wanted()) {
      console.note(LadderText.refusal(outcome));
    }
    Map<String, Object> photo = new LinkedHashMap<>();
    photo.put("path", outcome.path());
    photo.put("state", outcome.state());
    if (outcome.reason() != null) {
      photo.put("reason", outcome.reason());
    }
    photo.put("message", String.valueOf(outcome.message()));
    return photo;
  }
}
