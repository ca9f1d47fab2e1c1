package io.calotype.benchmarks.endtoend;

import io.calotype.benchmarks.BenchmarkSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What does the job cost beside the engine alone, and how long does a picture take through the
 * whole path?
 *
 * <pre>{@code
 * CALOTYPE_TEST_DATA=/path/to/data benchmarks/endtoend/run --json results.json
 * }</pre>
 */
@Command(
    name = "endtoend",
    mixinStandardHelpOptions = true,
    description = "Measures the path from an original's PUT to its manifest.")
public final class EndToEnd implements Callable<Integer> {
  @Option(names = "--json", description = "A file for the results as JSON.")
  private @Nullable Path json;

  @Option(names = "--quick", description = "Less of everything: some minutes.")
  private boolean quick;

  @Option(
      names = "--costs",
      paramLabel = "RECIPE",
      description = "Only what images cost, by one of WHOLE, EAGER (no slow formats) and JPEG.")
  private @Nullable Recipes costs;

  @Option(
      names = "--sustained",
      paramLabel = "MINUTES",
      description = "Only full load for so long, with the job's memory.")
  private @Nullable Integer sustainedMinutes;

  @Option(
      names = "--photos",
      description =
          "A folder of *.jpg (default: photos in CALOTYPE_TEST_DATA). --quick leaves them out.")
  private @Nullable Path photosFolder;

  private final Results results = new Results(System.out);

  /** Runs it; exit status 0, 1 where a control failed, or 2 where it was called wrongly. */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new EndToEnd())
            .setExecutionExceptionHandler(
                (e, commandLine, parsed) -> {
                  System.err.println("endtoend: " + e.getMessage());
                  return 1;
                })
            .execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Optional<PhotoSet> real = realPhotos();
    try (ScratchFolder folder = new ScratchFolder()) {
      try {
        measure(folder.path(), real);
        return 0;
      } catch (IOException | InterruptedException | RuntimeException e) {
        if (folder.isStopped()) {
          return 1; // Whatever it is, it comes of the stop; the status is that of the signal.
        }
        throw e;
      } finally {
        // Also where a control failed in the end: what was measured until then holds.
        if (json != null) {
          results.write(json, asked());
        }
      }
    }
  }

  private Extent extent() {
    return quick ? Extent.QUICK : Extent.FULL;
  }

  private void measure(Path folder, Optional<PhotoSet> real)
      throws IOException, InterruptedException {
    Measurement measurement = new Measurement(folder, real, extent(), results);
    if (sustainedMinutes != null) {
      sustain(folder, real, sustainedMinutes);
    } else if (costs != null) {
      measurement.costs(costs);
    } else {
      measurement.run();
    }
  }

  private String asked() {
    return "benchmarks/endtoend/run"
        + (quick ? " --quick" : "")
        + (costs == null ? "" : " --costs " + costs)
        + (sustainedMinutes == null ? "" : " --sustained " + sustainedMinutes);
  }

  /** Read before anything is started: where some were asked for and are not there, it fails. */
  private Optional<PhotoSet> realPhotos() throws IOException {
    Optional<Path> from =
        photosFolder != null
            ? Optional.of(photosFolder)
            : BenchmarkSettings.ofEnvironment().testData().map(data -> data.resolve("photos"));
    return from.isPresent() ? Optional.of(PhotoSet.of("photos", from.get())) : Optional.empty();
  }

  private void sustain(Path folder, Optional<PhotoSet> real, int minutes)
      throws IOException, InterruptedException {
    PhotoSet photos = real.isPresent() ? real.get() : PhotoSet.made(8, folder);
    try (Rig rig = new Rig(Recipes.WHOLE.json(), folder.resolve("sustained"))) {
      rig.startJob(Measurement.SLOTS_MAX);
      rig.warmUp(
          PhotoSet.tiny(folder), Extent.QUICK.warmUpImages(), Extent.QUICK.warmUpImagesMax());
      Sustained.measure(rig, photos, minutes, Duration.ofMinutes(1), results);
    }
  }
}
