package io.calotype.benchmarks.peers;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.calotype.benchmarks.BenchmarkSettings;
import io.calotype.benchmarks.Formats;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * How much processor time does a ladder take here, and how much with other tools?
 *
 * <pre>{@code
 * CALOTYPE_TEST_DATA=/path/to/data benchmarks/peers/compare --rounds 9
 * }</pre>
 *
 * <p>Times run from a photo's bytes in memory to the files' bytes in memory, garbage collection and
 * compilation of the process included, once Java's compiler has little left to do; command-line
 * tools are timed from start to end, with what they read and write. Before, every file is checked
 * for its size and compared with a Lanczos resize of the whole photo.
 */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description =
        "Compares the processor time of ladders: Calotype, sharp, imgscalr, ImageMagick ...")
public final class PeerComparison implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--rounds",
      defaultValue = "7",
      description = "How often each photo's ladder is timed (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--cold",
      description = "Counts from the first ladder on, while Java's compiler is at work.")
  private boolean cold;

  @Option(
      names = "--formats",
      defaultValue = "JPEG_ONLY",
      description = "JPEG_ONLY or WEBP_ONLY (default: ${DEFAULT-VALUE}).")
  private Formats formats = Formats.JPEG_ONLY;

  @Option(
      names = "--peers",
      defaultValue = "benchmarks/peers",
      description = "The folder with sharp (default: ${DEFAULT-VALUE}).")
  private Path folder = Path.of("benchmarks", "peers");

  @Option(
      names = "--photos",
      description = "A folder of *.jpg and *.jpeg (default: photos in CALOTYPE_TEST_DATA).")
  private @Nullable Path photosFolder;

  @Option(names = "--json", description = "A file for the results as JSON.")
  private @Nullable Path json;

  /** Runs the comparison; exit status 0, 1 where it failed, or 2 where it was called wrongly. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new PeerComparison())
        .setExecutionExceptionHandler(
            (e, command, parsed) -> {
              System.err.println("compare: " + e.getMessage());
              return 1;
            });
  }

  @Override
  public Integer call() throws IOException {
    if (rounds < 1) {
      throw misused("expected --rounds of 1 or more but got " + rounds);
    }
    if (formats != Formats.JPEG_ONLY && formats != Formats.WEBP_ONLY) {
      throw misused("expected --formats JPEG_ONLY or WEBP_ONLY but got " + formats);
    }
    BenchmarkSettings settings = BenchmarkSettings.ofEnvironment();
    Path source = photosFolder == null ? settings.photos().orElse(null) : photosFolder;
    if (source == null) {
      System.out.println(
          "Skipped: no photos. Set CALOTYPE_TEST_DATA to a folder with photos in its folder"
              + " photos, or give one with --photos.");
      return 0;
    }
    List<Photo> photos = Photo.allOf(source, formats);
    Consumer<String> tell = System.out::println;
    try (Comparison comparison =
        Comparison.start(Peer.calotype(formats), Peer.others(formats, folder, settings), tell)) {
      if (!cold) {
        comparison.warmUp(formats.recipe());
      }
      comparison.inspect(photos);
      System.out.printf(
          "%d photos, %d contenders, %d rounds%n",
          photos.size(), comparison.peers().size(), rounds);
      List<Row> rows = rows(comparison, comparison.time(photos, rounds));
      System.out.print(Table.of(rows));
      if (json != null) {
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), rows);
      }
    }
    return 0;
  }

  private CommandLine.ParameterException misused(String message) {
    return new CommandLine.ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }

  private static List<Row> rows(Comparison comparison, List<Timing> timings) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < timings.size(); i++) {
      rows.add(row(comparison, i, timings.get(i), timings.get(0)));
    }
    return rows;
  }

  private static Row row(Comparison comparison, int index, Timing timing, Timing ours) {
    double[] spread = timing.cpuMsSpread();
    Peer peer = comparison.peers().get(index);
    return new Row(
        peer.id(),
        peer.does(),
        comparison.versions(index),
        timing.cpuMsPerPhoto(),
        spread[0],
        spread[1],
        timing.wallMsPerPhoto(),
        timing.cpuRatioTo(ours),
        timing.wallRatioTo(ours),
        comparison.likeness(index));
  }
}
