package io.calotype.infra.local.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.pipeline.PipelineSettings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * However events are shuffled, repeated and delayed, the real job's buckets end as those of the
 * orderly history do, in which each original is put once as it is at the end, and its event
 * delivered: with the gate, and without it, since it carries no correctness.
 *
 * <p>All histories take place in one job with the gate and one without, each below a prefix of its
 * own. How many there are is the build's property {@code histories}; the profile {@code any-order}
 * has many, and runs nothing else.
 */
class AnyOrderIT {
  private static World gated;
  private static World ungated;

  @BeforeContainer
  static void start() throws Exception {
    gated = new World("gated", Map.of());
    ungated = new World("ungated", Map.of(PipelineSettings.GATE_MEMORY_HOURS, "0"));
  }

  @AfterContainer
  static void stop() throws Exception {
    try (World withGate = gated;
        World without = ungated) {
      // Null where one did not start, which is told already.
      if (withGate != null && without != null) {
        withGate.requireThatAllStandAsTheyEnded();
        without.requireThatAllStandAsTheyEnded();
      }
    }
  }

  /** Otherwise a job that makes nothing would do. */
  @Example
  void makesOfEachOriginalWhatItShould() {
    assertThat(gated.orderly()).isEqualTo(ungated.orderly());
    gated
        .orderly()
        .forEach(
            (original, derived) -> {
              if (original == Original.TRUNCATED || original == Original.NO_PICTURE) {
                assertThat(derived).containsOnlyKeys("manifest.json");
                assertThat(derived.get("manifest.json")).contains("\"rejected\"");
              } else {
                assertThat(derived)
                    .containsOnlyKeys("manifest.json", "w8.jpg", "w16.jpg", "w8.avif", "w16.avif");
                assertThat(derived.get("manifest.json")).contains("\"ready\"");
              }
            });
    assertThat(gated.orderly().values().stream().map(Object::toString)).doesNotHaveDuplicates();
  }

  /** Otherwise both worlds would be the same. */
  @Example
  void dropsWhatIsOldOnlyWithTheGate() {
    History history =
        new History(
            List.of(
                new History.Put("a", Original.RED),
                new History.Put("a", Original.TALL_AND_BLUE),
                new History.Deliver(1),
                new History.Deliver(1),
                new History.Deliver(0)),
            List.of());
    long before = gated.counts().dropped();
    gated.live(history);
    ungated.live(history);
    assertThat(gated.counts().dropped()).isEqualTo(before + 2);
    assertThat(ungated.counts().dropped()).isZero();
  }

  @Example
  void neitherRemovesNorBringsBackWhenTheOldestEventComesLast() {
    History deleteComesLast =
        new History(
            List.of(
                new History.Put("a", Original.RED),
                new History.Delete("a"),
                new History.Put("a", Original.TALL_AND_BLUE)),
            List.of(2, 0));
    History putComesLast =
        new History(
            List.of(new History.Put("a", Original.RED), new History.Delete("a")), List.of(1));
    for (History history : List.of(deleteComesLast, putComesLast)) {
      gated.live(history);
      ungated.live(history);
    }
  }

  @Property
  void endsAsTheOrderlyHistoryDoesWithTheGateAndWithout(@ForAll("histories") History history)
      throws InterruptedException {
    ExecutorService beside = Executors.newSingleThreadExecutor();
    try {
      Future<?> without = beside.submit(() -> ungated.live(history));
      gated.live(history);
      without.get();
    } catch (ExecutionException e) {
      throw new AssertionError("without the gate: " + e.getCause().getMessage(), e.getCause());
    } finally {
      beside.shutdown();
      beside.awaitTermination(5, TimeUnit.MINUTES);
    }
  }

  @Provide
  Arbitrary<History> histories() {
    return History.any();
  }
}
