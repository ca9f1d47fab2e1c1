package io.calotype.benchmarks.domain;

import io.calotype.benchmarks.Inputs;
import io.calotype.benchmarks.Kept;
import io.calotype.benchmarks.MadePhoto;
import io.calotype.variants.probe.ImageHeader;
import io.calotype.variants.probe.Probe;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does it take to read a photo's header?
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar ProbeBenchmark -prof gc
 * }</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx1g", "-Djava.awt.headless=true"})
public class ProbeBenchmark {
  private static final Recipe RECIPE = RecipeReader.defaultRecipe();

  final Kept<byte[], ImageHeader> kept = new Kept<>(ProbeBenchmark::require);
  private @Nullable Inputs<byte[]> photos;

  /** Makes photos of 1 and 2 megapixels. */
  @Setup
  public void open() {
    photos = new Inputs<>(List.of(MadePhoto.ofMegapixels(1), MadePhoto.ofMegapixels(2)));
  }

  /** The header. */
  @Benchmark
  public ImageHeader probe() {
    byte[] photo = Objects.requireNonNull(photos).next();
    return kept.keep(photo, Probe.read(photo, RECIPE));
  }

  /** Fails the benchmark where the header says another size than ImageIO does. */
  @TearDown
  public void control() {
    kept.control();
  }

  private static void require(byte[] photo, ImageHeader header) {
    try {
      BufferedImage picture = ImageIO.read(new ByteArrayInputStream(photo));
      Kept.require(
          header.widthPx() == picture.getWidth() && header.heightPx() == picture.getHeight(),
          "the size " + picture.getWidth() + "x" + picture.getHeight(),
          header);
    } catch (IOException e) {
      throw new IllegalStateException("expected a photo that ImageIO can read", e);
    }
  }
}
