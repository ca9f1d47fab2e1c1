package io.calotype.pipeline.make;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calotype.pipeline.fixture.FakePicture;
import io.calotype.pipeline.store.StorageFault;
import io.calotype.pipeline.store.testing.FakeObjectStore;
import io.calotype.pipeline.store.testing.FakeObjectStore.Calls;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.recipe.Recipe;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What is refused, what stays of it, and when it is tried again. */
class VariantMakerRefusalTest {
  private static final byte[] DOG = FakePicture.of(200, 100, "dog", "");
  private static final byte[] CAT = FakePicture.of(200, 100, "cat", "");
  private static final byte[] TRUNCATED = FakePicture.of(200, 100, FakePicture.TRUNCATED, "");

  private final Bench bench = new Bench();

  @Test
  void refusesTruncatedPictureAndSweepsItsOlderVersion() {
    bench.originals.put("a", DOG);
    bench.make("a");
    bench.originals.put("a", TRUNCATED);
    Made made = bench.make("a");

    assertThat(made.state()).isEqualTo(Made.State.REJECTED);
    assertThat(made.rejection().code()).isEqualTo(Reason.TRUNCATED);
    assertThat(bench.variants.all().keySet()).containsExactly("a/manifest.json");
    assertThat(bench.make("a").state()).isEqualTo(Made.State.CURRENT);
  }

  @Test
  void triesAgainWhatAnotherRecipeRefused() throws InterruptedException {
    bench.originals.put("a", DOG);
    VariantMaker strict =
        bench.maker(Bench.recipe(", \"limits\": {\"pixels\": 100}"), FakeObjectStore.DIRECT);
    assertThat(strict.make("a", "shard/1").rejection().code()).isEqualTo(Reason.TOO_MANY_PIXELS);
    assertThat(bench.make("a").state()).isEqualTo(Made.State.READY);
  }

  @Test
  void triesAgainWhatWasRefusedWhereSomebodyAsksForIt() throws InterruptedException {
    bench.originals.put("a", TRUNCATED);
    bench.make("a");
    VariantMaker maker = bench.maker(FakeObjectStore.DIRECT);
    assertThat(maker.make("a", "shard/x", false).state()).isEqualTo(Made.State.CURRENT);
    assertThat(maker.make("a", "shard/y", true).state()).isEqualTo(Made.State.REJECTED);
    // Its manifest was written for the wish itself, which may come once more.
    assertThat(maker.make("a", "shard/y", true).attempts()).isEqualTo(1);
    assertThat(maker.make("a", "shard/z", false).state()).isEqualTo(Made.State.CURRENT);
  }

  @Test
  void refusesTooManyBytesWithoutFetching() throws InterruptedException {
    bench.originals.put("a", DOG);
    CallLog log = new CallLog();
    Made made =
        bench
            .maker(Bench.recipe(", \"limits\": {\"bytes\": " + (DOG.length - 1) + "}"), log)
            .make("a", "shard/1");
    assertThat(made.rejection().code()).isEqualTo(Reason.TOO_MANY_BYTES);
    assertThat(log.calls()).doesNotContain("fetch a");
  }

  @Test
  void refusesAnArchivedOriginalAfterOneQuestion() throws InterruptedException {
    bench.originals.put("a", DOG);
    AtomicInteger fetches = new AtomicInteger();
    Calls counting =
        new Calls() {
          @Override
          public <T> T make(String what, Supplier<T> call) {
            fetches.addAndGet(what.equals("fetch a") ? 1 : 0);
            return Bench.ARCHIVED.make(what, call);
          }
        };
    Made made = bench.maker(counting).make("a", "shard/1");
    assertThat(made.state()).isEqualTo(Made.State.REJECTED);
    assertThat(made.rejection().code()).isEqualTo(Reason.ARCHIVED);
    assertThat(made.rejection().message()).contains("restore it, then redrive");
    assertThat(made.attempts()).isZero();
    assertThat(fetches).hasValue(1);
    assertThat(bench.variants.all()).containsOnlyKeys("a/manifest.json");
    assertThat(bench.make("a", "shard/x").state()).isEqualTo(Made.State.CURRENT);

    Made redriven = bench.maker(FakeObjectStore.DIRECT).make("a", "shard/y", true);
    assertThat(redriven.state()).isEqualTo(Made.State.READY);
  }

  @Test
  void refusesAnOriginalWhoseKeyCannotBeUsed() throws InterruptedException {
    bench.originals.put("a", DOG);
    Calls foreignKey = Bench.unreadable(StorageFault.Kind.UNDECRYPTABLE);
    Made made = bench.maker(foreignKey).make("a", "shard/1");
    assertThat(made.state()).isEqualTo(Made.State.REJECTED);
    assertThat(made.rejection().code()).isEqualTo(Reason.UNDECRYPTABLE);
    assertThat(made.rejection().message()).contains("kms:Decrypt", "then redrive");
    assertThat(bench.variants.all()).containsOnlyKeys("a/manifest.json");
    assertThat(bench.make("a", "shard/x").state()).isEqualTo(Made.State.CURRENT);

    Made redriven = bench.maker(FakeObjectStore.DIRECT).make("a", "shard/y", true);
    assertThat(redriven.state()).isEqualTo(Made.State.READY);
  }

  /** Somebody has closed the bucket: nothing of it is the originals' fault. */
  @Test
  void refusesNothingWhereTheBucketIsClosed() {
    bench.originals.put("a", DOG);
    Calls closed = Bench.unreadable(StorageFault.Kind.MISCONFIGURED);
    assertThatThrownBy(() -> bench.maker(closed).make("a", "shard/1"))
        .isInstanceOf(StorageFault.class);
    assertThat(bench.variants.all()).isEmpty();
  }

  /** Viewers lose nothing to a rule that archives old originals: it could not be made again. */
  @Test
  void keepsWhatStandsOfAnOriginalThatWasArchivedSince() throws InterruptedException {
    bench.originals.put("a", DOG);
    bench.make("a");
    Map<String, String> shown = bench.shown();
    Recipe other = Bench.recipe(", \"background\": \"#000000\"");
    Made made = bench.maker(other, Bench.ARCHIVED).make("a", "shard/2");
    assertThat(made.state()).isEqualTo(Made.State.READY);
    assertThat(made.rejection().code()).isEqualTo(Reason.ARCHIVED);
    assertThat(bench.shown()).isEqualTo(shown);
  }

  @Test
  void sweepsWhatStandsOfOtherBytesThanThoseOfAnArchivedOriginal() throws InterruptedException {
    bench.originals.put("a", DOG);
    bench.make("a");
    bench.originals.put("a", CAT);
    assertThat(bench.maker(Bench.ARCHIVED).make("a", "shard/1").state())
        .isEqualTo(Made.State.REJECTED);
    assertThat(bench.variants.all()).containsOnlyKeys("a/manifest.json");
  }

  @Test
  void acceptsAsManyBytesAsTheLimit() throws InterruptedException {
    bench.originals.put("a", DOG);
    Made made =
        bench
            .maker(
                Bench.recipe(", \"limits\": {\"bytes\": " + DOG.length + "}"),
                FakeObjectStore.DIRECT)
            .make("a", "shard/1");
    assertThat(made.state()).isEqualTo(Made.State.READY);
  }

  @Test
  void refusesReservedKeyWithoutWriting() {
    bench.originals.put("uploads", DOG);
    assertThat(bench.make("uploads").rejection().code()).isEqualTo(Reason.UNSERVABLE_KEY);
    assertThat(bench.variants.all()).isEmpty();
  }

  @Test
  void refusesAsCorruptWhatBreaksTheEngineTwice() {
    bench.originals.put("a", FakePicture.of(200, 100, FakePicture.BREAKS_ENGINE, ""));
    Made made = bench.make("a");
    assertThat(made.rejection().code()).isEqualTo(Reason.CORRUPT);
    assertThat(made.rejection().message()).contains("failed 2 times with IllegalStateException");
    assertThat(made.attempts()).isEqualTo(2);
  }
}
