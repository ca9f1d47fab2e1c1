package io.calotype.pipeline.make;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.pipeline.fixture.FakePicture;
import io.calotype.pipeline.render.Part;
import io.calotype.pipeline.store.testing.FakeObjectStore.Calls;
import io.calotype.variants.reason.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What follows the fast formats, and who tells of it. */
class VariantMakerSlowPartTest {
  private static final byte[] DOG = FakePicture.of(200, 100, "dog", "");
  private static final byte[] CAT = FakePicture.of(200, 100, "cat", "");

  private final Bench bench = new Bench();

  @Test
  void tellsOfFastFormatsFirstAndThatSlowOnesArePending() {
    bench.originals.put("a", DOG);
    Made made = make(Part.EAGER);
    assertThat(made.awaitsSlow()).isTrue();
    assertThat(made.manifest().pending()).containsExactly("avif");
    assertThat(bench.variants.all())
        .containsOnlyKeys("a/manifest.json", "a/w160.jpg", "a/w320.jpg");
  }

  @Test
  void makesOnlyTheSlowPartWhereTheRestStands() {
    bench.originals.put("a", DOG);
    make(Part.EAGER);
    assertThat(bench.encoded).hasValue(2);
    Made made = make(Part.SLOW);
    assertThat(made.state()).isEqualTo(Made.State.READY);
    assertThat(made.manifest().pending()).isEmpty();
    assertThat(made.manifest().variants()).hasSize(4);
    assertThat(bench.encoded).hasValue(4);
    assertThat(bench.make(Bench.SLOW, Part.SLOW, "a", "shard/y").state())
        .isEqualTo(Made.State.CURRENT);
    assertThat(make(Part.EAGER).awaitsSlow()).isFalse();
    assertThat(bench.encoded).hasValue(4);
  }

  @Test
  void makesTheSlowPartFromTheDecodeOfTheRest() {
    bench.originals.put("a", DOG);
    make(Part.EAGER);
    assertThat(bench.bases.bytes()).isEqualTo(DOG.length + 200 * 100 * 3);
    make(Part.SLOW);
    assertThat(bench.engine.decodes()).isEqualTo(1);
    assertThat(bench.bases.used()).isEqualTo(1);
    assertThat(bench.bases.bytes()).isZero();
    assertThat(text("a/w320.avif")).isEqualTo("dog 200AVIF");
  }

  @Test
  void neitherFetchesNorDecodesOnceMoreForTheSlowPart() throws InterruptedException {
    bench.originals.put("a", DOG);
    make(Part.EAGER);
    CallLog log = new CallLog();
    bench.maker(Bench.SLOW, Part.SLOW, log).make("a", "shard/x");
    assertThat(log.calls()).contains("look a").doesNotContain("fetch a");
  }

  @Test
  void doesNotMakeTheSlowPartOfOneVersionFromAnother() {
    bench.originals.put("a", DOG);
    make(Part.EAGER);
    bench.originals.put("a", CAT);
    make(Part.SLOW);
    assertThat(text("a/w320.avif")).isEqualTo("cat 200AVIF");
    assertThat(bench.bases.bytes()).isZero();
  }

  @Test
  void keepsNothingForItself() throws InterruptedException {
    bench.originals.put("a", DOG);
    make(Part.EAGER);
    bench.bases.forget("a");
    List<Long> keptBytes = new ArrayList<>();
    Calls looking = beforeSlowPuts(() -> keptBytes.add(bench.bases.bytes()));
    bench.maker(Bench.SLOW, Part.SLOW, looking).make("a", "shard/x");
    assertThat(keptBytes).containsExactly(0L, 0L);
    assertThat(bench.engine.decodes()).isEqualTo(2);
  }

  @Test
  void keepsNothingOfWhatHasNoSlowPart() {
    bench.originals.put("a", DOG);
    bench.make("a");
    assertThat(bench.bases.bytes()).isZero();
    bench.originals.put("a", FakePicture.of(200, 100, FakePicture.BREAKS_ENGINE, ""));
    make(Part.EAGER);
    assertThat(bench.bases.bytes()).isZero();
  }

  @Test
  void makesEverythingWhereTheSlowTurnFindsNothing() {
    bench.originals.put("a", DOG);
    Made made = make(Part.SLOW);
    assertThat(made.manifest().pending()).isEmpty();
    assertThat(bench.variants.all()).hasSize(5).containsKey("a/w320.avif");
  }

  @Test
  void slowFormatsThatAreRefusedCostThemselvesAlone() {
    bench.originals.put("a", FakePicture.of(200, 100, FakePicture.TOO_SLOW, ""));
    make(Part.EAGER);
    Made made = make(Part.SLOW);
    assertThat(made.state()).isEqualTo(Made.State.READY);
    assertThat(made.rejection().code()).isEqualTo(Reason.RENDER_TIMEOUT);
    assertThat(made.manifest().pending()).isEmpty();
    assertThat(made.manifest().variants()).hasSize(2);
    assertThat(make(Part.EAGER).awaitsSlow()).isFalse();
  }

  @Test
  void withholdsSlowFormatsOfAnOriginalThatWasArchivedMeanwhile() throws InterruptedException {
    bench.originals.put("a", DOG);
    make(Part.EAGER);
    bench.bases.forget("a");
    Made made = bench.maker(Bench.SLOW, Part.SLOW, Bench.ARCHIVED).make("a", "shard/x");
    assertThat(made.state()).isEqualTo(Made.State.READY);
    assertThat(made.manifest().withheld().code()).isEqualTo(Reason.ARCHIVED);
    assertThat(made.manifest().variants()).hasSize(2);
    assertThat(make(Part.EAGER).awaitsSlow()).isFalse();
  }

  @Test
  void asksForNoSlowFormatsOfAnotherRecipeWhereTheOriginalIsArchived() throws InterruptedException {
    bench.originals.put("a", DOG);
    make(Part.EAGER);
    Made made = bench.maker(Bench.RECIPE, Bench.ARCHIVED).make("a", "shard/y");
    assertThat(made.manifest().pending()).containsExactly("avif");
    assertThat(made.awaitsSlow()).isFalse();
  }

  @Test
  void tellsWhetherItReplacesAnotherVersion() {
    bench.originals.put("a", DOG);
    assertThat(bench.make("a", "shard/1").replaced()).isFalse();
    bench.originals.put("a", CAT);
    assertThat(make(Part.EAGER).replaced()).isTrue();
    assertThat(make(Part.SLOW).replaced()).isFalse();
    // The record comes once more, since nobody knows whether it was told.
    assertThat(bench.make(Bench.SLOW, Part.EAGER, "a", "shard/x").replaced()).isTrue();
  }

  @Test
  void tellsOfAnOverwriteThatTheSlowTurnOfTheEventBeforeCameUponFirst() {
    bench.originals.put("a", DOG);
    bench.make(Bench.SLOW, Part.EAGER, "a", "shard/1");
    bench.originals.put("a", CAT);
    assertThat(bench.make(Bench.SLOW, Part.SLOW, "a", "shard/1").replaced()).isTrue();
  }

  @Test
  void tellsOfAnOverwriteWhoseSlowPartIsStillAtWorkForAnotherEvent() {
    bench.originals.put("a", DOG);
    bench.make(Bench.SLOW, Part.EAGER, "a", "shard/1");
    bench.originals.put("a", CAT);
    bench.make(Bench.SLOW, Part.EAGER, "a", "shard/1");
    Made made = bench.make(Bench.SLOW, Part.EAGER, "a", "shard/2");
    assertThat(made.replaced()).isTrue();
    assertThat(made.awaitsSlow()).isTrue();
  }

  /** Its names are empty by then: nothing else would keep the older version from being shown. */
  @Test
  void showsNothingOfAVersionThatWasReplacedWhileItWasRendered() throws InterruptedException {
    bench.originals.put("a", DOG);
    make(Part.EAGER);
    bench.afterRender(
        () -> {
          bench.originals.put("a", CAT);
          assertThat(make(Part.EAGER).replaced()).isTrue();
        });
    Shown shown = new Shown(() -> {});
    Made made = bench.maker(Bench.SLOW, Part.SLOW, shown).make("a", "shard/x");
    assertThat(shown.texts()).containsExactly("cat 200AVIF");
    assertThat(made.state()).isEqualTo(Made.State.READY);
    assertThat(made.replaced()).as("told by the new version itself").isFalse();
  }

  @Test
  void showsNothingOfAVersionThatWasDeletedWhileItWasRendered() throws InterruptedException {
    bench.originals.put("a", DOG);
    make(Part.EAGER);
    bench.afterRender(
        () -> {
          bench.originals.delete("a");
          make(Part.EAGER);
        });
    Shown shown = new Shown(() -> {});
    Made made = bench.maker(Bench.SLOW, Part.SLOW, shown).make("a", "shard/x");
    assertThat(shown.texts()).isEmpty();
    assertThat(made).isEqualTo(Made.of(Made.State.REMOVED));
  }

  @Test
  void tellsOnceMoreOfAnOverwriteThatCameWhileItStored() throws InterruptedException {
    Made made =
        storingWhile(
            () -> {
              bench.originals.put("a", CAT);
              assertThat(make(Part.EAGER).replaced()).isTrue();
            });
    assertThat(made.state()).isEqualTo(Made.State.READY);
    assertThat(made.manifest().pending()).isEmpty();
    assertThat(made.replaced()).isTrue();
    assertThat(text("a/w320.avif")).isEqualTo("cat 200AVIF");
  }

  /** The other was told before, and what this one left may have been shown since. */
  @Test
  void tellsOnceMoreOfAnOverwriteThatAnotherHasCompletedMeanwhile() throws InterruptedException {
    Made made =
        storingWhile(
            () -> {
              bench.originals.put("a", FakePicture.of(200, 100, FakePicture.TOO_SLOW, ""));
              bench.make(Bench.SLOW, Part.EAGER, "a", "shard/y");
              bench.make(Bench.SLOW, Part.SLOW, "a", "shard/y");
            });
    assertThat(made.state()).isEqualTo(Made.State.READY);
    assertThat(made.manifest().withheld().code()).isEqualTo(Reason.RENDER_TIMEOUT);
    assertThat(made.replaced()).isTrue();
    assertThat(bench.variants.all()).doesNotContainKeys("a/w160.avif", "a/w320.avif");
  }

  @Test
  void tellsOnceMoreOfARefusalThatCameWhileItStored() throws InterruptedException {
    Made made =
        storingWhile(
            () -> {
              bench.originals.put("a", FakePicture.of(200, 100, FakePicture.TRUNCATED, ""));
              bench.make(Bench.SLOW, Part.EAGER, "a", "shard/y");
            });
    assertThat(made.state()).isEqualTo(Made.State.REJECTED);
    assertThat(made.replaced()).isTrue();
    assertThat(bench.variants.all()).containsOnlyKeys("a/manifest.json");
  }

  @Test
  void tellsOnceMoreOfADeletionThatCameWhileItStored() throws InterruptedException {
    Made made =
        storingWhile(
            () -> {
              bench.originals.delete("a");
              make(Part.EAGER);
            });
    assertThat(made.state()).isEqualTo(Made.State.REMOVED);
    assertThat(made.replaced()).isTrue();
    assertThat(bench.variants.all()).isEmpty();
  }

  /** The slow part of a dog, to which something happens when its first variant is on its way. */
  private Made storingWhile(Runnable change) throws InterruptedException {
    bench.originals.put("a", DOG);
    make(Part.EAGER);
    Shown shown = new Shown(change);
    Made made = bench.maker(Bench.SLOW, Part.SLOW, shown).make("a", "shard/x");
    assertThat(shown.texts()).as("too late to be held back").startsWith("dog 200AVIF");
    return made;
  }

  /** Does something before each write of a slow variant. */
  private static Calls beforeSlowPuts(Runnable change) {
    return new Calls() {
      @Override
      public <T> T make(String what, Supplier<T> call) {
        if (what.startsWith("put") && what.endsWith(".avif")) {
          change.run();
        }
        return call.get();
      }
    };
  }

  /**
   * Looks after each call at what viewers are shown; before the first slow write all is changed.
   */
  private final class Shown implements Calls {
    private final List<String> texts = new ArrayList<>();
    private final Calls changing;

    Shown(Runnable change) {
      AtomicBoolean changed = new AtomicBoolean();
      this.changing =
          beforeSlowPuts(
              () -> {
                if (changed.compareAndSet(false, true)) {
                  change.run();
                }
              });
    }

    @Override
    public <T> T make(String what, Supplier<T> call) {
      T answer = changing.make(what, call);
      if (bench.variants.get("a/w320.avif") != null) {
        texts.add(text("a/w320.avif"));
      }
      return answer;
    }

    /** Each once, in their order. */
    List<String> texts() {
      return texts.stream().distinct().toList();
    }
  }

  private String text(String key) {
    return new String(bench.variants.all().get(key).object().bytes(), StandardCharsets.UTF_8);
  }

  private Made make(Part part) {
    return bench.make(Bench.SLOW, part, "a", "shard/x");
  }
}
