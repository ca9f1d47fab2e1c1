package io.calotype.benchmarks.stages;

import io.calotype.benchmarks.Inputs;
import io.calotype.benchmarks.Kept;
import java.util.Objects;
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
 * How many photos a second are decoded whole?
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar DecodeBenchmark -prof io.calotype.benchmarks.CpuTime
 * }</pre>
 *
 * <p>{@code megapixels} counts the photos' pixels, {@code bytes} those of their files, each a
 * second; {@code -bm avgt -tu ms} tells the time of one in place of that.
 *
 * <p>A ladder decodes less where it can: to half, a quarter or an eighth of each side.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch", "-Djava.awt.headless=true"})
public class DecodeBenchmark {
  /** Who decodes. */
  @Param({"LIBVIPS", "IMAGEIO"})
  public StageEngine engine = StageEngine.LIBVIPS;

  /** The photo's pixels, in millions. */
  @Param({"1", "3", "8", "12", "22"})
  public int megapixels;

  final Kept<Shot, Picture> kept =
      new Kept<>(
          (shot, picture) ->
              picture.require(shot.header().uprightWidthPx(), shot.header().uprightHeightPx()));
  private @Nullable Inputs<Shot> shots;
  private @Nullable Stages stages;
  private @Nullable Picture last;

  /** Makes the photos and opens the engine. */
  @Setup
  public void open() {
    shots = Shot.ofMegapixels(megapixels);
    stages = engine.open();
  }

  /** The picture. */
  @Benchmark
  public Picture decode(PixelsDone pixels, BytesDone files) {
    if (last != null) {
      last.close();
    }
    Shot shot = Objects.requireNonNull(shots).next();
    last = Objects.requireNonNull(stages).decode(shot.file(), shot.header());
    pixels.add(shot.header().pixels());
    files.add(shot.file());
    return kept.keep(shot, last);
  }

  /** Fails the benchmark where the picture is not the photo's. */
  @TearDown
  public void control() {
    kept.control();
  }
}
