package io.calotype.benchmarks.domain;

import io.calotype.benchmarks.Inputs;
import io.calotype.benchmarks.Kept;
import io.calotype.variants.name.VariantName;
import java.util.List;
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
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does it take to parse a variant's name?
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar NameBenchmark -prof gc
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
public class NameBenchmark {
  final Kept<String, Optional<VariantName>> kept = new Kept<>(NameBenchmark::require);
  private @Nullable Inputs<String> names;

  /** Names as viewers ask for them, and one that is none. */
  @Setup
  public void open() {
    names =
        new Inputs<>(
            List.of("w640.webp", "w1920.jpg", "w320-16x9.jpg", "w1080-1x1.webp", "manifest.json"));
  }

  /** The name. */
  @Benchmark
  public Optional<VariantName> parse() {
    String name = Objects.requireNonNull(names).next();
    Optional<VariantName> parsed = VariantName.parse(name);
    // The empty one is the same each time by its nature.
    return parsed.isPresent() ? kept.keep(name, parsed) : parsed;
  }

  /** Fails the benchmark where the name that was read is not written as it was. */
  @TearDown
  public void control() {
    kept.control();
  }

  private static void require(String name, Optional<VariantName> parsed) {
    Kept.require(parsed.map(VariantName::toString).equals(Optional.of(name)), name, parsed);
  }
}
