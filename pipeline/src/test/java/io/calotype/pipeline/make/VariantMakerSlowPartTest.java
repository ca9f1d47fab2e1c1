package io.calotype.pipeline.make;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.pipeline.fixture.FakePicture;
import io.calotype.pipeline.render.Part;
import io.calotype.variants.reason.Reason;
import java.nio.charset.StandardCharsets;
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

  private String text(String key) {
    return new String(bench.variants.all().get(key).object().bytes(), StandardCharsets.UTF_8);
  }

  private Made make(Part part) {
    return bench.make(Bench.SLOW, part, "a", "shard/x");
  }
}
