package io.calotype.benchmarks.domain;

import io.calotype.benchmarks.Inputs;
import io.calotype.benchmarks.Kept;
import io.calotype.variants.manifest.ThumbHash;
import io.calotype.variants.render.Preview;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
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
 * How long does the ThumbHash of a preview take?
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar ThumbHashBenchmark -prof gc
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
public class ThumbHashBenchmark {
  private static final int BYTES_MIN = 5;
  private static final int BYTES_MAX = 25;

  final Kept<Preview, byte[]> kept = new Kept<>(ThumbHashBenchmark::require);
  private @Nullable Inputs<Preview> previews;

  /** Makes previews of 100x67 pixels. */
  @Setup
  public void open() {
    previews =
        new Inputs<>(
            Sample.two().stream().map(sample -> sample.rendering().ladder().preview()).toList());
  }

  /** The hash. */
  @Benchmark
  public byte[] hash() {
    Preview preview = Objects.requireNonNull(previews).next();
    return kept.keep(preview, ThumbHash.of(preview));
  }

  /** Fails the benchmark where the hash is not that of the preview. */
  @TearDown
  public void control() {
    kept.control();
  }

  private static void require(Preview preview, byte[] hash) {
    byte[] ofNothing =
        ThumbHash.of(
            new Preview(preview.widthPx(), preview.heightPx(), new byte[preview.rgba().length]));
    Kept.require(
        hash.length > BYTES_MIN
            && hash.length <= BYTES_MAX
            && !Arrays.equals(hash, ofNothing)
            && Arrays.equals(hash, ThumbHash.of(preview)),
        "the hash of a picture with something in it",
        Arrays.toString(hash));
  }
}
