package io.calotype.benchmarks.domain;

import io.calotype.benchmarks.Inputs;
import io.calotype.benchmarks.Kept;
import io.calotype.variants.manifest.Manifest;
import io.calotype.variants.manifest.ManifestJson;
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
 * How long does it take to read a manifest?
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar ManifestReadBenchmark -prof gc
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
public class ManifestReadBenchmark {
  final Kept<byte[], Manifest> kept = new Kept<>(ManifestReadBenchmark::require);
  private @Nullable Inputs<byte[]> manifests;

  /** Writes the manifests. */
  @Setup
  public void open() {
    manifests = new Inputs<>(Sample.two().stream().map(ManifestReadBenchmark::written).toList());
  }

  private static byte[] written(Sample sample) {
    return ManifestJson.write(
        Manifest.ready(sample.key(), sample.source(), sample.rendering(), sample.etags()));
  }

  /** The manifest. */
  @Benchmark
  public Manifest read() {
    byte[] json = Objects.requireNonNull(manifests).next();
    return kept.keep(json, ManifestJson.read(json).orElseThrow());
  }

  /** Fails the benchmark where the manifest does not say what was written. */
  @TearDown
  public void control() {
    kept.control();
  }

  private static void require(byte[] json, Manifest manifest) {
    Kept.require(
        Arrays.equals(ManifestJson.write(manifest), json),
        "a manifest that is written as it was read",
        manifest);
  }
}
