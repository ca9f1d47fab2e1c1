package io.calotype.pipeline.make;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.calotype.edge.onthefly.OnTheFlyHandler;
import io.calotype.edge.onthefly.OnTheFlySettings;
import io.calotype.pipeline.fault.Backoff;
import io.calotype.pipeline.fixture.FakePicture;
import io.calotype.pipeline.fixture.FakeRenderer;
import io.calotype.pipeline.make.Turns.Turn;
import io.calotype.pipeline.store.Mark;
import io.calotype.pipeline.store.RetryPolicy;
import io.calotype.pipeline.store.RetryingObjectStore;
import io.calotype.pipeline.store.testing.FakeObjectStore;
import io.calotype.pipeline.store.testing.FakeObjectStore.Kept;
import io.calotype.variants.manifest.Source;
import io.calotype.variants.name.DerivedKeys;
import io.calotype.variants.name.VariantName;
import io.calotype.variants.render.LadderMaker;
import io.calotype.variants.render.RenderHints;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Random histories of originals, on which the job's makers and on-the-fly functions work at once,
 * each in a process of its own, one storage call at a time in a random order. Whatever gets no turn
 * for long is the zombie.
 *
 * <p>In the end the ladder and the manifest are the job's, as if it had been alone; and what the
 * functions added is of the version that stands there, or is not there.
 */
class OnTheFlyPropertyTest {
  private static final String KEY = "a";

  /** One of the ladder, a crop, an exact size. */
  private static final List<String> NAMES = List.of("w160.jpg", "w160-1x1.webp", "w77.jpg");

  /** The same look twice in different files: their variants cannot be told apart by entity tag. */
  private static final List<byte[]> FILES =
      List.of(
          FakePicture.of(200, 100, "dog", "first"),
          FakePicture.of(200, 100, "dog", "second"),
          FakePicture.of(200, 100, "cat", ""),
          FakePicture.of(200, 100, FakePicture.TRUNCATED, ""));

  private static final RetryPolicy RETRIES =
      new RetryPolicy(3, new Backoff(Duration.ZERO, Duration.ZERO));

  @Property(tries = 2_000)
  void leavesNothingStale(@ForAll("steps") List<Step> steps) {
    World world = new World();
    steps.stream().map(Step::undisturbed).forEach(world::take);
    world.settle();
    assertThat(world.ladder()).isEqualTo(orderly(world).ladder());
    world.assertAddedIsCurrent();
  }

  /** A process that dies cannot look again; the job's next look finds what it left. */
  @Property(tries = 2_000)
  void leavesNothingStaleBeyondTheJobsNextLook(@ForAll("steps") List<Step> steps) {
    World world = new World();
    steps.forEach(world::take);
    world.settle();
    world.bench.make(KEY);
    assertThat(world.ladder()).isEqualTo(orderly(world).ladder());
    world.assertAddedIsCurrent();
  }

  private static World orderly(World world) {
    World orderly = new World();
    world
        .bench
        .originals
        .all()
        .forEach((key, kept) -> orderly.bench.originals.put(key, kept.object().bytes()));
    orderly.bench.make(KEY);
    return orderly;
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Step> change =
        Arbitraries.integers()
            .between(0, FILES.size())
            .map(file -> new Step(file, null, 0, Turn.MADE));
    Arbitrary<Step> ask = Arbitraries.of(NAMES).map(name -> new Step(0, name, 0, Turn.MADE));
    Arbitrary<List<Step>> run =
        Arbitraries.frequencyOf(
                Tuple.of(30, Arbitraries.just(Turn.MADE)),
                Tuple.of(1, Arbitraries.of(Turn.values())))
            .flatMap(
                turn ->
                    Arbitraries.integers()
                        .between(0, World.WORKERS - 1)
                        .map(worker -> new Step(-1, null, worker, turn)))
            .flatMap(
                step ->
                    Arbitraries.integers()
                        .between(1, 12)
                        .map(times -> Collections.nCopies(times, step)));
    return Arbitraries.frequencyOf(
            Tuple.of(1, change.map(List::of)), Tuple.of(1, ask.map(List::of)), Tuple.of(5, run))
        .list()
        .ofMinSize(5)
        .ofMaxSize(70)
        .map(runs -> runs.stream().flatMap(List::stream).toList());
  }

  /**
   * One step of a history.
   *
   * @param file what the original becomes; past the last file it is deleted; -1 where it does not
   * @param name what a viewer asks for, or null
   * @param worker who gets a turn otherwise
   * @param turn what becomes of the turn
   */
  record Step(int file, @Nullable String name, int worker, Turn turn) {
    Step undisturbed() {
      return new Step(file, name, worker, Turn.MADE);
    }
  }

  /** The buckets, what nobody works on yet, and the workers. */
  private static final class World {
    static final int WORKERS = 4;

    final Bench bench = new Bench();
    private final Deque<Work> waiting = new ArrayDeque<>();
    private final List<@Nullable Worker> workers =
        new ArrayList<>(Collections.nCopies(WORKERS, (Worker) null));

    void take(Step step) {
      if (step.name() != null) {
        waiting.add(new Work(step.name()));
      } else if (step.file() < 0) {
        give(step.worker(), step.turn());
      } else {
        if (step.file() < FILES.size()) {
          bench.originals.put(KEY, FILES.get(step.file()));
        } else {
          bench.originals.delete(KEY);
        }
        waiting.add(new Work(null));
      }
    }

    /** Works on until all is dealt with and all workers have returned. */
    void settle() {
      for (int turns = 0; turns < 20_000; turns++) {
        boolean idle = waiting.isEmpty();
        for (int i = 0; i < WORKERS; i++) {
          give(i, Turn.MADE);
          idle &= workers.get(i) == null;
        }
        if (idle) {
          return;
        }
      }
      throw new AssertionError("the makers never came to an end");
    }

    private void give(int index, Turn turn) {
      Worker worker = workers.get(index);
      if (worker == null) {
        Work work = waiting.poll();
        if (work == null) {
          return;
        }
        worker = new Worker(work, new Turns());
        workers.set(index, worker);
        start(worker);
      } else {
        worker.turns().give(turn);
      }
      if (worker.turns().isDone()) {
        workers.set(index, null);
        if (worker.turns().failure() != null && worker.work().name() == null) {
          waiting.add(worker.work());
        }
      }
    }

    private void start(Worker worker) {
      String name = worker.work().name();
      if (name == null) {
        VariantMaker maker = bench.maker(worker.turns());
        worker.turns().start(() -> maker.make(KEY, "shard/1"));
      } else {
        OnTheFlyHandler function = function(worker.turns());
        worker.turns().start(() -> requireAnswer(function.handleRequest(event(name), null)));
      }
    }

    private OnTheFlyHandler function(FakeObjectStore.Calls calls) {
      return new OnTheFlyHandler(
          OnTheFlySettings.of("originals", "variants", "vips", Bench.RECIPE),
          new RetryingObjectStore(new FakeObjectStore(bench.originals, calls), RETRIES, () -> {}),
          new RetryingObjectStore(new FakeObjectStore(bench.variants, calls), RETRIES, () -> {}),
          new FakeRenderer(),
          InstantSource.system());
    }

    /** A picture, or one of the answers that a changing original may have. */
    private static void requireAnswer(APIGatewayV2HTTPResponse response) {
      assertThat(response.getStatusCode()).isIn(200, 404, 422, 502);
    }

    private static APIGatewayV2HTTPEvent event(String name) {
      return APIGatewayV2HTTPEvent.builder()
          .withRawPath("/" + KEY + "/" + name)
          .withRequestContext(
              RequestContext.builder()
                  .withHttp(RequestContext.Http.builder().withMethod("GET").build())
                  .build())
          .build();
    }

    /**
     * The entity tags of the job's own objects. Not their metadata: where an original becomes again
     * what it was, in a bucket without versions and before the job looked, a function may have
     * marked the very same bytes for the version in between.
     */
    Map<String, String> ladder() {
      Map<String, String> ladder = new TreeMap<>();
      bench.variants.all().forEach((key, kept) -> ladder.put(key, kept.etag()));
      ladder.keySet().removeIf(key -> isAdded(key));
      return ladder;
    }

    private static boolean isAdded(String key) {
      return new DerivedKeys(KEY)
          .variantName(key)
          .filter(name -> !Bench.RECIPE.ladder().contains(name))
          .isPresent();
    }

    /** Each is what would be rendered now of what stands there now. */
    void assertAddedIsCurrent() {
      bench
          .variants
          .all()
          .forEach(
              (key, kept) -> {
                if (isAdded(key)) {
                  assertCurrent(new DerivedKeys(KEY).variantName(key).orElseThrow(), kept);
                }
              });
    }

    private void assertCurrent(VariantName name, Kept kept) {
      Kept original = bench.originals.get(KEY);
      assertThat(original).as("the original of %s", name).isNotNull();
      byte[] file = original.object().bytes();
      Mark mark = new Mark(KEY, new Source(original.etag(), file.length, null), Bench.RECIPE);
      assertThat(kept.object().metadata()).isEqualTo(mark.of(name));
      assertThat(text(kept.object().bytes()))
          .isEqualTo(
              text(
                  new LadderMaker(Bench.RECIPE, new FakeRenderer())
                      .make(file, RenderHints.NONE, List.of(name))
                      .ladder()
                      .images()
                      .get(0)
                      .bytes()));
    }

    private static String text(byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /**
   * What somebody has to do.
   *
   * @param name what a viewer asks for; null for an event that the job looks into
   */
  private record Work(@Nullable String name) {}

  private record Worker(Work work, Turns turns) {}
}
