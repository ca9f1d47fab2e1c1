package io.calotype.benchmarks.domain;

import io.calotype.benchmarks.Inputs;
import io.calotype.benchmarks.Kept;
import io.calotype.variants.manifest.Manifest;
import io.calotype.variants.manifest.ManifestJson;
import java.nio.charset.StandardCharsets;
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
 * How long does it take to make and write the manifest of a ladder that is stored?
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar ManifestBenchmark -prof gc
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
public class ManifestBenchmark {
  final Kept<Sample, byte[]> kept = new Kept<>(ManifestBenchmark::require);
  private @Nullable Inputs<Sample> samples;

  /** Makes the ladders. */
  @Setup
  public void open() {
    samples = new Inputs<>(Sample.two());
  }

  /** The manifest, ThumbHash and dominant colour included, as JSON. */
  @Benchmark
  public byte[] manifest() {
    Sample sample = Objects.requireNonNull(samples).next();
    return kept.keep(
        sample,
        ManifestJson.write(
            Manifest.ready(sample.key(), sample.source(), sample.rendering(), sample.etags())));
  }

  /** Fails the benchmark where the JSON is not the sample's manifest. */
  @TearDown
  public void control() {
    kept.control();
  }

  private static void require(Sample sample, byte[] json) {
    Manifest manifest = ManifestJson.read(json).orElse(null);
    Kept.require(
        manifest != null
            && manifest.key().equals(sample.key())
            && manifest.thumbHash() != null
            && manifest.variantsByName().keySet().equals(sample.etags().keySet()),
        "the manifest of " + sample.key(),
        new String(json, StandardCharsets.UTF_8));
  }
}
