package io.calotype.pipeline.make;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.pipeline.fixture.FakePicture;
import io.calotype.pipeline.make.Turns.Turn;
import io.calotype.pipeline.render.Part;
import io.calotype.pipeline.store.StorageFault;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/**
 * Random histories of originals, each change with its event, worked on by three makers at once that
 * make one storage call at a time in a random order. A maker that gets no turn for long is the
 * zombie: it goes on where it was when the rest of the world has moved on.
 */
class VariantMakerPropertyTest {
  private static final List<String> KEYS = List.of("a", "a/b", "a/w160.jpg");

  /** The same look twice in different files: their variants cannot be told apart by entity tag. */
  private static final List<byte[]> FILES =
      List.of(
          FakePicture.of(200, 100, "dog", "first"),
          FakePicture.of(200, 100, "dog", "second"),
          FakePicture.of(200, 100, "cat", ""),
          FakePicture.of(200, 100, FakePicture.TRUNCATED, ""),
          FakePicture.of(200, 100, FakePicture.TOO_SLOW, ""),
          "no picture".getBytes(java.nio.charset.StandardCharsets.UTF_8));

  /** A maker that a storage fault ends, after all retries, is one that dies. */
  @Property(tries = 2_000)
  void endsAsTheOrderlyHistoryWould(@ForAll("steps") List<Step> steps) {
    World world = new World();
    steps.stream().map(Step::withoutDeath).forEach(world::take);
    world.settle();
    Bench orderly = orderly(world.bench);
    assertThat(bytes(world.bench)).isEqualTo(bytes(orderly));
    if (world.deaths == 0) {
      assertThat(world.bench.shown()).isEqualTo(orderly.shown());
    }
  }

  /**
   * A maker that dies cannot look again; whoever repeats its event sees by bytes what it left. What
   * differs then is the {@code v} in the metadata of variants whose bytes are right: viewers may
   * keep those for a minute in place of a year.
   */
  @Property(tries = 2_000)
  void endsWithTheSameObjectsThoughProcessesDie(@ForAll("steps") List<Step> steps) {
    World world = new World();
    steps.forEach(world::take);
    world.settle();
    assertThat(bytes(world.bench)).isEqualTo(bytes(orderly(world.bench)));
  }

  private static Bench orderly(Bench bench) {
    Bench orderly = new Bench();
    bench
        .originals
        .all()
        .forEach(
            (key, kept) ->
                orderly.originals.put(key, kept.object().bytes(), kept.object().metadata()));
    orderly
        .originals
        .all()
        .keySet()
        .forEach(key -> orderly.make(Bench.SLOW, Part.SLOW, key, "shard/1"));
    return orderly;
  }

  private static Map<String, String> bytes(Bench bench) {
    return bench.variants.all().entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, e -> e.getValue().etag(), (a, b) -> a, TreeMap::new));
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Step> change =
        Arbitraries.integers()
            .between(0, 2 * KEYS.size() * (FILES.size() + 1) - 1)
            .map(
                n ->
                    new Step(
                        KEYS.get(n / 2 % KEYS.size()),
                        n / 2 / KEYS.size(),
                        n % 2 == 1,
                        -1,
                        Turn.MADE));
    Arbitrary<Step> turn =
        Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(30, Arbitraries.just(Turn.MADE)),
                net.jqwik.api.Tuple.of(1, Arbitraries.of(Turn.values())))
            .flatMap(
                what ->
                    Arbitraries.integers()
                        .between(0, World.WORKERS - 1)
                        .map(worker -> new Step("", 0, false, worker, what)));
    // Runs of turns of one worker, so that one gets far while another stands still.
    Arbitrary<List<Step>> run =
        turn.flatMap(
            step ->
                Arbitraries.integers()
                    .between(1, 12)
                    .map(times -> java.util.Collections.nCopies(times, step)));
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(1, change.map(List::of)), net.jqwik.api.Tuple.of(4, run))
        .list()
        .ofMinSize(5)
        .ofMaxSize(60)
        .map(runs -> runs.stream().flatMap(List::stream).toList());
  }

  /**
   * One step of a history.
   *
   * @param key the original that changes
   * @param file what it becomes; past the last file it is deleted
   * @param focused whether it has a focal point then
   * @param worker who gets a turn, or -1 where an original changes
   * @param turn what becomes of the turn
   */
  record Step(String key, int file, boolean focused, int worker, Turn turn) {
    Step withoutDeath() {
      return turn == Turn.KILLED || turn == Turn.KILLED_AFTER
          ? new Step(key, file, focused, worker, Turn.MADE)
          : this;
    }
  }

  /** The buckets, the events that nobody works on yet, and the workers. */
  private static final class World {
    static final int WORKERS = 3;

    final Bench bench = new Bench();

    /** How many makers did not come to their end. */
    int deaths;

    private final Deque<String> events = new ArrayDeque<>();
    private final List<@Nullable Worker> workers =
        new ArrayList<>(java.util.Collections.nCopies(WORKERS, (Worker) null));

    void take(Step step) {
      if (step.worker() >= 0) {
        give(step.worker(), step.turn());
      } else if (step.file() < FILES.size()) {
        bench.originals.put(
            step.key(),
            FILES.get(step.file()),
            step.focused() ? Map.of("focal-point", "0.25,0.75") : Map.of());
        events.add(step.key());
      } else {
        bench.originals.delete(step.key());
        events.add(step.key());
      }
    }

    /** Works on until all events are dealt with and all workers have returned. */
    void settle() {
      for (int turns = 0; turns < 20_000; turns++) {
        boolean idle = events.isEmpty();
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
        String key = events.poll();
        if (key == null) {
          return;
        }
        worker = new Worker(key, new Turns());
        workers.set(index, worker);
        VariantMaker eager = bench.maker(Bench.SLOW, Part.EAGER, worker.turns());
        VariantMaker slow = bench.maker(Bench.SLOW, Part.SLOW, worker.turns());
        worker
            .turns()
            .start(
                () -> {
                  if (eager.make(key, "shard/1").awaitsSlow()) {
                    slow.make(key, "shard/1");
                  }
                });
      } else {
        worker.turns().give(turn);
      }
      if (worker.turns().isDone()) {
        workers.set(index, null);
        Throwable failure = worker.turns().failure();
        if (failure instanceof Turns.Killed || failure instanceof StorageFault) {
          events.add(worker.key());
        } else if (failure != null) {
          throw new AssertionError("a maker failed", failure);
        }
        deaths += failure == null ? 0 : 1;
      }
    }
  }

  private record Worker(String key, Turns turns) {}
}
