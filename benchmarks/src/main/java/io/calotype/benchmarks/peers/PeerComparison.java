package io.calotype.benchmarks.peers;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.calotype.benchmarks.BenchmarkSettings;
import io.calotype.benchmarks.Formats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How much processor time does a ladder take here, and how much with imgscalr and sharp?
 *
 * <pre>{@code
 * CALOTYPE_TEST_DATA=/path/to/data benchmarks/peers/compare --rounds 9
 * }</pre>
 *
 * <p>Each contender is a process of its own with one thread for its work. For each photo all take
 * their turn, in an order that moves on each time, so that what else the machine does meets all
 * alike. Times run from a photo's bytes in memory to the files' bytes in memory, garbage collection
 * and compilation of the process included, after rounds that do not count. Before, every file is
 * checked for its size and compared with a Lanczos resize of the whole photo.
 */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = "Compares the processor time of ladders: Calotype, sharp, imgscalr.")
public final class PeerComparison implements Callable<Integer> {
  @Option(
      names = "--rounds",
      defaultValue = "7",
      description = "How often each photo's ladder is timed (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--warm-up",
      defaultValue = "2",
      description = "Rounds before, which do not count (default: ${DEFAULT-VALUE}).")
  private int warmUpRounds;

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
      description = "A folder of *.jpg (default: photos in CALOTYPE_TEST_DATA).")
  private @Nullable Path photosFolder;

  @Option(names = "--json", description = "A file for the results as JSON.")
  private @Nullable Path json;

  /** Runs the comparison; exit status 0, or 2 where it was called wrongly. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new PeerComparison()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    Path source = photosFolder == null ? ofEnvironment() : photosFolder;
    if (source == null) {
      System.out.println(
          "Skipped: no photos. Set CALOTYPE_TEST_DATA to a folder with photos in its folder"
              + " photos, or give one with --photos.");
      return 0;
    }
    List<PeerProcess> peers = new ArrayList<>();
    try {
      startAll(peers);
      List<Row> rows = compare(Photo.allOf(source, formats), peers);
      System.out.print(Table.of(rows));
      if (json != null) {
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), rows);
      }
    } finally {
      for (PeerProcess peer : peers) {
        peer.close();
      }
    }
    return 0;
  }

  private static @Nullable Path ofEnvironment() {
    Optional<Path> data = BenchmarkSettings.ofEnvironment().testData();
    return data.map(path -> path.resolve("photos")).filter(Files::isDirectory).orElse(null);
  }

  private void startAll(List<PeerProcess> peers) throws IOException {
    peers.add(
        PeerProcess.start(Peer.calotype(formats))
            .orElseThrow(() -> new IOException("expected this project's own engine to start")));
    for (Peer peer : Peer.others(formats, folder)) {
      Optional<PeerProcess> process = PeerProcess.start(peer);
      process.ifPresentOrElse(
          peers::add,
          () ->
              System.out.println(
                  "Left out: " + peer.id() + " does not start; npm ci in " + folder + " first."));
    }
  }

  private List<Row> compare(List<Photo> photos, List<PeerProcess> peers) throws IOException {
    Inspection inspection = new Inspection();
    for (Photo photo : photos) {
      inspection.add(photo, peers);
    }
    System.out.printf("%d photos, %d contenders, %d rounds%n", photos.size(), peers.size(), rounds);
    List<Timing> timings = peers.stream().map(peer -> new Timing(rounds, photos.size())).toList();
    for (int round = -warmUpRounds; round < rounds; round++) {
      for (int i = 0; i < photos.size(); i++) {
        timed(photos.get(i), i, round, peers, timings);
      }
      System.err.printf("round %d of %d done%n", round + 1, rounds);
    }
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < peers.size(); i++) {
      rows.add(row(peers.get(i), timings.get(i), timings.get(0), inspection));
    }
    return rows;
  }

  private static void timed(
      Photo photo, int index, int round, List<PeerProcess> peers, List<Timing> timings)
      throws IOException {
    for (int turn = 0; turn < peers.size(); turn++) {
      int whose = Math.floorMod(turn + index + round, peers.size());
      Answer answer = peers.get(whose).ask(photo.request(null));
      if (round >= 0) {
        timings.get(whose).add(round, index, answer);
      }
    }
  }

  private static Row row(PeerProcess peer, Timing timing, Timing ours, Inspection inspection) {
    double[] spread = timing.cpuMsSpread();
    return new Row(
        peer.peer().id(),
        peer.peer().does(),
        peer.versions(),
        timing.cpuMsPerPhoto(),
        spread[0],
        spread[1],
        timing.wallMsPerPhoto(),
        timing.cpuRatioTo(ours),
        timing.wallRatioTo(ours),
        inspection.of(peer.peer()));
  }
}
