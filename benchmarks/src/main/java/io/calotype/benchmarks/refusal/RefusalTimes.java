package io.calotype.benchmarks.refusal;

import io.calotype.variants.probe.Admission;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.reason.RefusedException;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import io.calotype.variants.render.LadderMaker;
import io.calotype.variants.render.Renderers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * How soon is a file refused that nothing can be made of?
 *
 * <pre>{@code
 * java -cp benchmarks/target/benchmarks.jar io.calotype.benchmarks.refusal.RefusalTimes FOLDER...
 * }</pre>
 *
 * <p>Of each file of the folders that is refused: the reason, and the time by the clock from its
 * bytes to the refusal, as the job has it.
 */
@Command(
    name = "refusal-times",
    mixinStandardHelpOptions = true,
    description = "Measures how soon files are refused.")
public final class RefusalTimes implements Callable<Integer> {
  @Parameters(paramLabel = "FOLDER", arity = "1..*", description = "Folders of files.")
  private List<Path> folders = List.of();

  @Option(names = "--rounds", defaultValue = "21", description = "Of each file (default: 21).")
  private int rounds;

  @Option(names = "--engine", defaultValue = "vips", description = "vips or scalr.")
  private String engine = "vips";

  private final Recipe recipe = RecipeReader.defaultRecipe();

  /** Runs it; exit status 0, 1 where nothing was refused, or 2 where it was called wrongly. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new RefusalTimes()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    LadderMaker maker = new LadderMaker(recipe, Renderers.choose(engine));
    System.out.println("| file | reason | bytes | median, ms | longest, ms |");
    System.out.println("|---|---|---:|---:|---:|");
    int refused = 0;
    for (Path folder : folders) {
      for (Path path : files(folder)) {
        byte[] file = Files.readAllBytes(path);
        Optional<Reason> reason = refusal(maker, file);
        if (reason.isPresent()) {
          refused++;
          print(path, reason.get(), file.length, times(maker, file));
        }
      }
    }
    System.out.printf("%d files refused by %s, %d times each%n", refused, engine, rounds);
    return refused == 0 ? 1 : 0;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void print(Path path, Reason reason, int bytes, long[] sortedNs) {
    System.out.printf(
        "| `%s` | `%s` | %d | %.2f | %.2f |%n",
        path.getFileName(),
        reason,
        bytes,
        sortedNs[sortedNs.length / 2] / 1e6,
        sortedNs[sortedNs.length - 1] / 1e6);
  }

  private long[] times(LadderMaker maker, byte[] file) {
    long[] timesNs = new long[rounds];
    for (int i = 0; i < rounds; i++) {
      long begunNs = System.nanoTime();
      refusal(maker, file);
      timesNs[i] = System.nanoTime() - begunNs;
    }
    Arrays.sort(timesNs);
    return timesNs;
  }

  private Optional<Reason> refusal(LadderMaker maker, byte[] file) {
    try {
      Admission.requireBytes(file.length, recipe.limits());
      maker.make(file);
      return Optional.empty();
    } catch (RefusedException e) {
      return Optional.of(e.reason());
    }
  }
}
