package io.calotype.benchmarks.soak;

import io.calotype.benchmarks.BenchmarkSettings;
import io.calotype.benchmarks.Contender;
import io.calotype.benchmarks.Formats;
import io.calotype.benchmarks.MadePhoto;
import io.calotype.benchmarks.ResidentSize;
import io.calotype.variants.reason.RefusedException;
import io.calotype.variants.render.LadderMaker;
import io.calotype.variants.render.Renderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Does the engine's memory stay where it is over 10,000 ladders?
 *
 * <pre>{@code
 * CALOTYPE_TEST_DATA=/path/to/data MALLOC_ARENA_MAX=2 java -Xms512m -Xmx512m \
 *     -XX:+AlwaysPreTouch -cp benchmarks/target/benchmarks.jar io.calotype.benchmarks.soak.Soak
 * }</pre>
 *
 * <p>All files of the folders {@code edge-cases} and {@code free} in turn, many of them to be
 * refused, and a photo at every so many, on several threads. Each ladder has all widths in JPEG;
 * the whole recipe is made at every so many. A heap of fixed size that is touched at start keeps
 * Java's part out of what is measured. Without test data: made photos of 1 and 3 megapixels.
 */
@Command(
    name = "soak",
    mixinStandardHelpOptions = true,
    description = "Watches the memory of many ladders.")
public final class Soak implements Callable<Integer> {
  @Option(names = "--ladders", defaultValue = "10000", description = "How many (default: 10000).")
  private int ladders;

  @Option(names = "--threads", defaultValue = "2", description = "At once (default: 2).")
  private int threads;

  @Option(
      names = "--photo-every",
      defaultValue = "20",
      description = "A photo at every so many (default: 20).")
  private int photoEvery;

  @Option(
      names = "--all-formats-every",
      defaultValue = "21",
      description = "All formats of the default recipe at every so many (default: 21).")
  private int allFormatsEvery;

  @Option(
      names = "--out",
      defaultValue = "benchmarks/target/soak",
      description = "Folder for the samples and their chart (default: ${DEFAULT-VALUE}).")
  private Path out = Path.of("benchmarks", "target", "soak");

  private final Samples samples = new Samples();
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();

  /** Runs it; exit status 0, or 2 where it was called wrongly. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Soak()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Optional<Path> data = BenchmarkSettings.ofEnvironment().testData();
    List<byte[]> small = new ArrayList<>();
    List<byte[]> photos = new ArrayList<>();
    if (data.isPresent()) {
      small.addAll(files(data.get().resolve("edge-cases")));
      small.addAll(files(data.get().resolve("free")));
      photos.addAll(files(data.get().resolve("photos")));
    } else {
      small.add(MadePhoto.ofMegapixels(1));
      photos.add(MadePhoto.ofMegapixels(3));
    }
    System.out.printf("%d small files, %d photos%n", small.size(), photos.size());
    Renderer renderer = Contender.VIPS.open();
    LadderMaker jpeg = new LadderMaker(Formats.JPEG_ONLY.recipe(), renderer);
    LadderMaker all = new LadderMaker(Formats.DEFAULT.recipe(), renderer);
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      running.add(workers.submit(() -> work(small, photos, jpeg, all)));
    }
    workers.shutdown();
    for (Future<?> one : running) {
      one.get();
    }
    report();
    return 0;
  }

  private static List<byte[]> files(Path folder) throws IOException {
    List<byte[]> files = new ArrayList<>();
    try (Stream<Path> paths = Files.list(folder)) {
      for (Path path : paths.sorted().toList()) {
        files.add(Files.readAllBytes(path));
      }
    }
    return files;
  }

  private void work(List<byte[]> small, List<byte[]> photos, LadderMaker jpeg, LadderMaker all) {
    for (int i = next.getAndIncrement(); i < ladders; i = next.getAndIncrement()) {
      byte[] file =
          i % photoEvery == 0
              ? photos.get(i / photoEvery % photos.size())
              : small.get(i % small.size());
      try {
        (i % allFormatsEvery == 0 ? all : jpeg).make(file);
      } catch (RefusedException e) {
        refused.incrementAndGet();
      }
      sample(done.incrementAndGet());
    }
  }

  private void sample(int count) {
    if (count % Math.max(1, ladders / 400) == 0) {
      samples.add(count, ResidentSize.mb());
    }
    if (count % Math.max(1, ladders / 20) == 0) {
      System.out.printf("%d ladders, %.0f MB%n", count, ResidentSize.mb());
    }
  }

  private void report() throws IOException {
    Files.createDirectories(out);
    samples.writeCsv(out.resolve("soak.csv"));
    samples.writePng(
        out.resolve("soak.png"),
        "Memory over " + ladders + " ladders, " + threads + " threads",
        "ladders");
    System.out.printf("%d ladders, of them %d refused%n", done.get(), refused.get());
    System.out.println(samples.secondHalf());
    System.out.println(out.resolve("soak.png"));
  }
}
