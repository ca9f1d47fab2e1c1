package io.calotype.benchmarks.domain;

import io.calotype.benchmarks.Formats;
import io.calotype.benchmarks.Inputs;
import io.calotype.benchmarks.Kept;
import io.calotype.variants.name.VariantName;
import io.calotype.variants.plan.Plan;
import io.calotype.variants.probe.ImageHeader;
import io.calotype.variants.probe.SourceFormat;
import io.calotype.variants.recipe.Recipe;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
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
 * How long does it take to plan the ladder of a photo whose header was read?
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar PlanBenchmark -prof gc
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
public class PlanBenchmark {
  private static final Recipe RECIPE = Formats.DEFAULT.recipe();

  final Kept<ImageHeader, Plan> kept = new Kept<>(PlanBenchmark::require);
  private @Nullable Inputs<ImageHeader> headers;

  /** Headers of photos, one of them turned. */
  @Setup
  public void open() {
    headers =
        new Inputs<>(
            List.of(
                new ImageHeader(SourceFormat.JPEG, 4032, 3024, 1, 1, false),
                new ImageHeader(SourceFormat.JPEG, 4032, 3024, 6, 1, false),
                new ImageHeader(SourceFormat.JPEG, 1200, 800, 1, 1, false)));
  }

  /** The plan. */
  @Benchmark
  public Plan plan() {
    ImageHeader header = Objects.requireNonNull(headers).next();
    return kept.keep(header, Plan.ladder(RECIPE, header));
  }

  /** Fails the benchmark where the plan is not the header's or lacks a name of the ladder. */
  @TearDown
  public void control() {
    kept.control();
  }

  private static void require(ImageHeader header, Plan plan) {
    Set<VariantName> planned =
        plan.images().stream().flatMap(image -> image.names().stream()).collect(Collectors.toSet());
    Kept.require(
        plan.header().equals(header) && planned.equals(Set.copyOf(RECIPE.ladder())),
        "the whole ladder of " + header,
        plan);
  }
}
