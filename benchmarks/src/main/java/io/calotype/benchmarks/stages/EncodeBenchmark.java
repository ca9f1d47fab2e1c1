package io.calotype.benchmarks.stages;

import io.calotype.benchmarks.Choosy;
import io.calotype.benchmarks.Control;
import io.calotype.benchmarks.Inputs;
import io.calotype.benchmarks.Kept;
import io.calotype.variants.recipe.RecipeReader;
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
 * How many pictures a second are encoded, by format and width?
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar EncodeBenchmark -prof io.calotype.benchmarks.CpuTime
 * }</pre>
 *
 * <p>{@code megapixels} counts the pictures' pixels, {@code bytes} those of the files made, each a
 * second; {@code -bm avgt -tu ms} tells the time of one in place of that.
 *
 * <p>Of a photo of 3 megapixels. Java, {@code -p engine=IMAGEIO}, encodes JPEG as in the default
 * recipe only; what else is asked of it is told and left out.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch", "-Djava.awt.headless=true"})
public class EncodeBenchmark implements Choosy {
  private static final int MEGAPIXELS = 3;

  /** Who encodes. */
  @Param({"LIBVIPS"})
  public StageEngine engine = StageEngine.LIBVIPS;

  /** What is made. */
  @Param public EncodedAs encoding = EncodedAs.JPEG;

  /** The picture's width, in pixels. */
  @Param({"1920", "320"})
  public int widthPx;

  final Kept<Shot, byte[]> kept =
      new Kept<>(
          (shot, file) ->
              Control.requireImage(
                  file,
                  widthPx,
                  shot.heightPx(widthPx),
                  encoding.encoding().format(),
                  RecipeReader.defaultRecipe()));
  private @Nullable Inputs<Resized> pictures;
  private @Nullable Stages stages;

  private record Resized(Shot shot, Picture picture) {}

  @Override
  public Optional<String> impossible() {
    return engine == StageEngine.LIBVIPS || encoding == EncodedAs.JPEG
        ? Optional.empty()
        : Optional.of(
            engine + " encodes JPEG as in the default recipe only, so not encoding = " + encoding);
  }

  /** Makes the pictures. */
  @Setup
  public void open() {
    requirePossible();
    Stages opened = engine.open();
    stages = opened;
    pictures =
        new Inputs<>(Shot.shots(MEGAPIXELS).stream().map(shot -> resized(shot, opened)).toList());
  }

  private Resized resized(Shot shot, Stages opened) {
    try (Picture whole = opened.decode(shot.file(), shot.header())) {
      return new Resized(shot, opened.resize(whole, widthPx, shot.heightPx(widthPx)));
    }
  }

  /** The file. */
  @Benchmark
  public byte[] encode(PixelsDone pixels, BytesDone files) {
    Resized picture = Objects.requireNonNull(pictures).next();
    byte[] file = Objects.requireNonNull(stages).encode(picture.picture(), encoding.encoding());
    pixels.add((long) widthPx * picture.shot().heightPx(widthPx));
    files.add(file);
    return kept.keep(picture.shot(), file);
  }

  /** Fails the benchmark where the file is not of that size and format. */
  @TearDown
  public void control() {
    kept.control();
  }
}
