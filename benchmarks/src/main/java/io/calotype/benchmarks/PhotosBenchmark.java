package io.calotype.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * How many real photos a second get their ladder, by engine and formats?
 *
 * <pre>{@code
 * CALOTYPE_TEST_DATA=/path/to/data java -jar benchmarks/target/benchmarks.jar PhotosBenchmark \
 *     -prof io.calotype.benchmarks.CpuTime
 * }</pre>
 *
 * <p>The photos are the JPEGs of the folder {@code photos} in {@code CALOTYPE_TEST_DATA}, one after
 * the other on one thread; where it is not set, made ones of 1 to 8 megapixels. An operation is the
 * whole set, {@code photos} counts the single ones. With {@code -t 2} and more, each thread has a
 * set of its own. What an engine cannot make is told and left out.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 1, time = 5)
@Measurement(iterations = 3, time = 10)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch", "-Djava.awt.headless=true"})
public class PhotosBenchmark implements Choosy {
  private static final int[] MADE_MEGAPIXELS = {1, 3, 8};

  /** The engine. */
  @Param public Contender engine = Contender.VIPS;

  /** What is made of the photos. */
  @Param public Formats formats = Formats.DEFAULT;

  private List<byte[]> photos = List.of();
  @Nullable LadderWork work;

  @Override
  public Optional<String> impossible() {
    return engine.impossible(formats);
  }

  /** Reads or makes the photos and opens the engine. */
  @Setup
  public void open() throws IOException {
    requirePossible();
    Path data = BenchmarkSettings.ofEnvironment().testData().orElse(null);
    photos = data == null ? made() : read(data.resolve("photos"));
    System.out.println("photos: " + photos.size() + (data == null ? " made" : " of " + data));
    work = new LadderWork(engine.open(), formats.recipe());
  }

  private static List<byte[]> made() {
    return IntStream.of(MADE_MEGAPIXELS).mapToObj(MadePhoto::ofMegapixels).toList();
  }

  private static List<byte[]> read(Path folder) throws IOException {
    List<byte[]> photos = new ArrayList<>();
    for (Path file : PhotoFolder.photos(folder)) {
      photos.add(Files.readAllBytes(file));
    }
    return photos;
  }

  /** The ladders of all photos. */
  @Benchmark
  public void ladders(WorkDone done, Blackhole blackhole) {
    for (byte[] photo : photos) {
      blackhole.consume(work().ladder(photo, done));
    }
  }

  /** Fails the benchmark where the last ladder is not what was planned. */
  @TearDown
  public void control() {
    work().control();
  }

  private LadderWork work() {
    return Objects.requireNonNull(work, "set up by JMH");
  }
}
