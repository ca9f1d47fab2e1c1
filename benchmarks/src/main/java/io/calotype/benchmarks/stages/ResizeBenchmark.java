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
 * How many times a second is a decoded photo resized?
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar ResizeBenchmark -prof io.calotype.benchmarks.CpuTime
 * }</pre>
 *
 * <p>{@code megapixels} counts the photos' pixels, each a second; {@code -bm avgt -tu ms} tells the
 * time of one resize in place of that.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch", "-Djava.awt.headless=true"})
public class ResizeBenchmark {
  /** Who resizes. */
  @Param public StageEngine engine = StageEngine.LIBVIPS;

  /** The photo's pixels, in millions. */
  @Param({"3", "12"})
  public int megapixels;

  /** The width to make, in pixels. */
  @Param({"1920", "320"})
  public int widthPx;

  final Kept<Shot, Picture> kept =
      new Kept<>((shot, picture) -> picture.require(widthPx, shot.heightPx(widthPx)));
  private @Nullable Inputs<Decoded> photos;
  private @Nullable Stages stages;
  private @Nullable Picture last;

  private record Decoded(Shot shot, Picture picture) {}

  /** Makes and decodes the photos. */
  @Setup
  public void open() {
    Stages opened = engine.open();
    stages = opened;
    photos =
        new Inputs<>(
            Shot.shots(megapixels).stream()
                .map(shot -> new Decoded(shot, opened.decode(shot.file(), shot.header())))
                .toList());
  }

  /** The picture. */
  @Benchmark
  public Picture resize(PixelsDone pixels) {
    if (last != null) {
      last.close();
    }
    Decoded photo = Objects.requireNonNull(photos).next();
    last =
        Objects.requireNonNull(stages)
            .resize(photo.picture(), widthPx, photo.shot().heightPx(widthPx));
    pixels.add(photo.shot().header().pixels());
    return kept.keep(photo.shot(), last);
  }

  /** Fails the benchmark where the picture is not of that size. */
  @TearDown
  public void control() {
    kept.control();
  }
}
