package io.calotype.benchmarks;

import io.calotype.variants.render.Ladder;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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

/**
 * How many ladders of a photo are made a second, by engine, size of photo and formats?
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar LadderBenchmark -prof io.calotype.benchmarks.CpuTime \
 *     -prof io.calotype.benchmarks.NativeMemory -prof gc
 * }</pre>
 *
 * <p>One thread; {@code CpuTime} adds the processor time of the whole process, which is what counts
 * where all cores are busy. The engines in Java make neither WebP nor AVIF, so that they run with
 * {@code formats=JPEG_ONLY} alone, and what else is asked of them is told and left out; compare
 * them there, and the formats with {@code -p engine=VIPS}. Two photos take turns, which differ in
 * their noise.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 3, time = 5)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch", "-Djava.awt.headless=true"})
public class LadderBenchmark implements Choosy {
  /** The engine. */
  @Param public Contender engine = Contender.VIPS;

  /** The photo's pixels, in millions. */
  @Param({"1", "3", "8", "12", "22"})
  public int megapixels;

  /** What is made of it. */
  @Param public Formats formats = Formats.DEFAULT;

  private @Nullable Inputs<byte[]> photos;
  @Nullable LadderWork work;

  @Override
  public Optional<String> impossible() {
    return engine.impossible(formats);
  }

  /** Makes the photos and opens the engine. */
  @Setup
  public void open() {
    requirePossible();
    photos = new Inputs<>(MadePhoto.twoOfMegapixels(megapixels));
    work = new LadderWork(engine.open(), formats.recipe());
  }

  /** The ladder. */
  @Benchmark
  public Ladder ladder(WorkDone done) {
    return work().ladder(Objects.requireNonNull(photos).next(), done);
  }

  /** Fails the benchmark where the ladder is not what was planned. */
  @TearDown
  public void control() {
    work().control();
  }

  private LadderWork work() {
    return Objects.requireNonNull(work, "set up by JMH");
  }
}
