package io.calotype.variants.fuzz;

import io.calotype.variants.name.Format;
import io.calotype.variants.plan.PlannedImage;
import io.calotype.variants.probe.ImageHeader;
import io.calotype.variants.probe.Probe;
import io.calotype.variants.reason.RefusedException;
import io.calotype.variants.recipe.Encoding;
import io.calotype.variants.recipe.Limits;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import io.calotype.variants.render.LadderMaker;
import io.calotype.variants.render.RenderedImage;
import io.calotype.variants.render.Renderer;
import io.calotype.variants.render.vips.VipsRenderer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The child process: renders one broken file after the other and says how each ended, a line before
 * and a line after, so that the parent knows of which file it died.
 */
final class Fuzzing {
  private static final Limits LIMITS =
      new Limits(50_000_000, 32_767, 40_000_000, 300, 20_000_000, Duration.ofSeconds(20));

  private final List<byte[]> specimens = new ArrayList<>();
  private final LadderMaker maker;

  private Fuzzing(List<Path> folders) {
    Renderer renderer = VipsRenderer.open();
    specimens.addAll(Specimens.made(renderer));
    folders.forEach(folder -> specimens.addAll(Specimens.of(folder)));
    maker = new LadderMaker(recipe(), renderer);
  }

  private static Recipe recipe() {
    Recipe all = RecipeReader.defaultRecipe();
    return new Recipe(
        List.of(40, 100),
        List.of(),
        List.of(new Encoding(Format.JPEG, 80, 0, false), new Encoding(Format.WEBP, 80, 0, false)),
        all.background(),
        all.gravity(),
        all.metadata(),
        List.of(),
        all.accept(),
        LIMITS);
  }

  /**
   * Renders mutations.
   *
   * @param arguments seed, number of the first, number after the last, the folder where a file is
   *     put before it is rendered, and folders of further specimens
   */
  public static void main(String[] arguments) throws IOException {
    List<Path> folders = new ArrayList<>();
    for (int i = 4; i < arguments.length; i++) {
      folders.add(Path.of(arguments[i]));
    }
    Fuzzing fuzzing = new Fuzzing(folders);
    PrintStream out = System.out;
    out.println("ready");
    Path current = Path.of(arguments[3], "current");
    int after = Integer.parseInt(arguments[2]);
    for (int i = Integer.parseInt(arguments[1]); i < after; i++) {
      byte[] broken = fuzzing.mutated(Long.parseLong(arguments[0]), i);
      Files.write(current, broken);
      out.println("begins " + i);
      out.println("ends " + fuzzing.outcome(broken));
    }
  }

  private byte[] mutated(long seed, int number) {
    Random random = new Random(seed * 1_000_003 + number);
    byte[] file = specimens.get(random.nextInt(specimens.size()));
    Mutation[] mutations = Mutation.values();
    byte[] broken = mutations[random.nextInt(mutations.length)].of(file, specimens, random);
    // One in four is broken twice.
    return random.nextInt(4) == 0 && broken.length > 0
        ? mutations[random.nextInt(mutations.length)].of(broken, specimens, random)
        : broken;
  }

  /** {@code PICTURES}, the reason of a refusal, or {@code FAULT} and what was wrong. */
  private String outcome(byte[] broken) {
    try {
      for (RenderedImage image : maker.make(broken).ladder().images()) {
        PlannedImage planned = image.planned();
        ImageHeader header = Probe.read(image.bytes(), maker.recipe());
        if (header.widthPx() != planned.widthPx() || header.heightPx() != planned.heightPx()) {
          return "FAULT expected " + planned + " but got " + header;
        }
      }
      return "PICTURES";
    } catch (RefusedException e) {
      return e.reason().name();
    } catch (RuntimeException | Error e) {
      return "FAULT " + String.valueOf(e).replaceAll("\\s+", " ");
    }
  }
}
