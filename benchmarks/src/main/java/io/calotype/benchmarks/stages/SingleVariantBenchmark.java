package io.calotype.benchmarks.stages;

import io.calotype.benchmarks.Choosy;
import io.calotype.benchmarks.Contender;
import io.calotype.benchmarks.Control;
import io.calotype.benchmarks.Inputs;
import io.calotype.benchmarks.Kept;
import io.calotype.benchmarks.WorkDone;
import io.calotype.variants.name.VariantName;
import io.calotype.variants.plan.Plan;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import io.calotype.variants.render.Ladder;
import io.calotype.variants.render.Renderer;
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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many variants a second are made one at a time, as on the fly?
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar SingleVariantBenchmark \
 *     -prof io.calotype.benchmarks.CpuTime
 * }</pre>
 *
 * <p>Decode, resize, crop and encode. The portable engine, {@code -p engine=SCALR}, makes no WebP;
 * the others in Java neither that nor crops. What an engine cannot make is told and left out.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch", "-Djava.awt.headless=true"})
public class SingleVariantBenchmark implements Choosy {
  private static final Recipe RECIPE = RecipeReader.defaultRecipe();

  /** The engine. */
  @Param({"VIPS"})
  public Contender engine = Contender.VIPS;

  /** The photo's pixels, in millions. */
  @Param({"1", "12", "22"})
  public int megapixels;

  /** What is made of it. */
  @Param({"w320.jpg", "w640.jpg", "w640.webp", "w640-1x1.jpg", "w1920.webp"})
  public String variant = "w640.jpg";

  final Kept<Shot, Ladder> kept = new Kept<>((shot, ladder) -> Control.require(plan(shot), ladder));
  private @Nullable Inputs<Shot> shots;
  private @Nullable Renderer renderer;
  private List<VariantName> names = List.of();

  @Override
  public Optional<String> impossible() {
    VariantName name = VariantName.parse(variant).orElseThrow();
    boolean crops = engine == Contender.VIPS || engine == Contender.SCALR;
    if (engine.formats().contains(name.format()) && (crops || name.ratio() == null)) {
      return Optional.empty();
    }
    return Optional.of(engine + " does not make " + variant);
  }

  /** Makes the photos and opens the engine. */
  @Setup
  public void open() {
    requirePossible();
    shots = Shot.ofMegapixels(megapixels);
    renderer = engine.open();
    names = List.of(VariantName.parse(variant).orElseThrow());
  }

  /** The variant. */
  @Benchmark
  public Ladder variant(WorkDone done) {
    Shot shot = Objects.requireNonNull(shots).next();
    Plan plan = plan(shot);
    Ladder ladder = Objects.requireNonNull(renderer).render(shot.file(), plan);
    done.add(shot.file(), plan, ladder);
    return kept.keep(shot, ladder);
  }

  private Plan plan(Shot shot) {
    return Plan.of(RECIPE, shot.header(), "", null, names);
  }

  /** Fails the benchmark where the variant is not what was planned. */
  @TearDown
  public void control() {
    kept.control();
  }
}
