package io.calotype.pipeline.make;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.calotype.pipeline.fixture.FakePicture;
import io.calotype.pipeline.render.Part;
import io.calotype.pipeline.store.NewObject;
import io.calotype.pipeline.store.StorageFault;
import io.calotype.pipeline.store.testing.FakeObjectStore;
import io.calotype.pipeline.store.testing.FakeObjectStore.Calls;
import io.calotype.variants.manifest.Manifest;
import io.calotype.variants.manifest.ManifestJson;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class VariantMakerTest {
  private static final byte[] DOG = FakePicture.of(200, 100, "dog", "");
  private static final byte[] CAT = FakePicture.of(200, 100, "cat", "");
  private static final byte[] TRUNCATED = FakePicture.of(200, 100, FakePicture.TRUNCATED, "");

  private final Bench bench = new Bench();

  @Test
  void makesLadderAndManifest() {
    bench.originals.put("köln & co (1)+2%20.jpg", DOG);
    Made made = bench.make("köln & co (1)+2%20.jpg");

    assertThat(made.state()).isEqualTo(Made.State.READY);
    assertThat(bench.variants.all().keySet())
        .containsExactlyInAnyOrder(
            "köln & co (1)+2%20.jpg/w160.jpg",
            "köln & co (1)+2%20.jpg/w160.webp",
            "köln & co (1)+2%20.jpg/w320.jpg",
            "köln & co (1)+2%20.jpg/w320.webp",
            "köln & co (1)+2%20.jpg/manifest.json");
  }

  @Test
  void storesWhatViewersAndEdgeNeed() {
    bench.originals.put("a", DOG);
    Manifest manifest = bench.make("a").manifest();
    NewObject variant = bench.variants.get("a/w160.webp").object();

    assertThat(variant.contentType()).isEqualTo("image/webp");
    assertThat(variant.cacheControl()).isEqualTo("public, max-age=60");
    assertThat(variant.metadata())
        .containsEntry("source-etag", manifest.source().etag())
        .containsEntry("v", manifest.v())
        .containsKeys("fingerprint", "cache-tag");
    NewObject stored = bench.variants.get("a/manifest.json").object();
    assertThat(stored.contentType()).isEqualTo("application/json");
    assertThat(stored.cacheControl()).isEqualTo("public, max-age=5");
    assertThat(stored.metadata()).containsKey("cache-tag");
  }

  @Test
  void namesInManifestWhatIsStored() {
    bench.originals.put("a", DOG);
    Manifest manifest = bench.make("a").manifest();

    assertThat(manifest.variants())
        .hasSize(4)
        .allSatisfy(
            variant ->
                assertThat(bench.variants.get("a/" + variant.name()).etag())
                    .isEqualTo(variant.etag()));
    assertThat(ManifestJson.read(bench.variants.get("a/manifest.json").object().bytes()))
        .contains(manifest);
  }

  @Test
  void rendersNothingWhereManifestIsCurrent() {
    bench.originals.put("a", DOG);
    bench.make("a");
    assertThat(bench.make("a").state()).isEqualTo(Made.State.CURRENT);
    assertThat(bench.renders).hasValue(1);
  }

  @Test
  void tellsOnceMoreForTheRecordThatItWasWrittenFor() {
    bench.originals.put("a", DOG);
    bench.make("a", "shard/7");
    assertThat(bench.make("a", "shard/7").state()).isEqualTo(Made.State.READY);
    assertThat(bench.make("a", "shard/8").state()).isEqualTo(Made.State.CURRENT);
    bench.originals.put("b", TRUNCATED);
    bench.make("b", "shard/7");
    assertThat(bench.make("b", "shard/7").rejection().code()).isEqualTo(Reason.TRUNCATED);
    assertThat(bench.renders).hasValue(1);
  }

  @Test
  void rendersOnlyWhatAnotherRecipeMakesOtherwise() {
    bench.originals.put("a", DOG);
    bench.make("a");
    String v = bench.variants.get("a/w160.jpg").object().metadata().get("v");
    bench.encoded.set(0);
    Recipe other =
        RecipeReader.read(
            "a test",
            """
            {"version": 1, "widths": [160, 320, 99], "ratios": ["1:1"],
             "formats": [{"format": "jpeg", "quality": 80}, {"format": "webp", "quality": 70}]}
            """
                .getBytes(StandardCharsets.UTF_8));
    Made made = bench.make(other, Part.EAGER, "a", "shard/x");
    // JPEG at 99, WebP at 99, 160 and 200, under four names.
    assertThat(bench.encoded).hasValue(4);
    assertThat(made.manifest().variants()).hasSize(6);
    Map<String, String> kept = bench.variants.get("a/w160.jpg").object().metadata();
    assertThat(kept.get("v")).isEqualTo(made.manifest().v()).isNotEqualTo(v);
    Bench fresh = new Bench();
    fresh.originals.put("a", DOG);
    fresh.make(other, Part.EAGER, "a", "shard/1");
    assertThat(bench.shown()).isEqualTo(fresh.shown());
  }

  @Test
  void rendersNothingForAnotherFocalPointButGivesANewAddress() {
    bench.originals.put("a", DOG);
    Made before = bench.make("a");
    bench.originals.put("a", DOG, Map.of("focal-point", "0.1,0.9"));
    Made after = bench.make("a");
    assertThat(after.state()).isEqualTo(Made.State.READY);
    assertThat(after.manifest().v()).isNotEqualTo(before.manifest().v());
    assertThat(bench.renders).hasValue(1);
    assertThat(bench.variants.get("a/w160.jpg").object().metadata())
        .containsEntry("v", after.manifest().v());
  }

  @Test
  void replacesVariantsOfOlderVersion() {
    bench.originals.put("a", DOG);
    bench.make("a");
    bench.originals.put("a", CAT);
    assertThat(bench.make("a").state()).isEqualTo(Made.State.READY);
    assertThat(bench.shown().get("a/w160.jpg")).startsWith("cat 160");
  }

  @Test
  void makesAgainWhatWasLostOrOverwritten() {
    bench.originals.put("a", DOG);
    bench.make("a");
    var whole = bench.shown();
    bench.variants.delete("a/w160.jpg");
    bench.variants.put("a/w320.webp", new byte[] {1});
    bench.make("a");
    assertThat(bench.shown()).isEqualTo(whole);
  }

  @Test
  void removesEverythingOfWhatIsGoneAndNothingOfItsNeighbours() {
    bench.originals.put("a", DOG);
    bench.originals.put("a/b", CAT);
    bench.make("a");
    bench.make("a/b");
    bench.originals.delete("a");
    assertThat(bench.make("a").state()).isEqualTo(Made.State.REMOVED);
    assertThat(bench.variants.all().keySet()).hasSize(5).allMatch(key -> key.startsWith("a/b/"));
  }

  @Test
  void removesManifestBeforeWhatItNames() {
    bench.originals.put("a", DOG);
    bench.make("a");
    bench.originals.delete("a");
    CallLog log = new CallLog();
    make(log, "a");
    assertThat(log.deletes().get(0)).isEqualTo("delete a/manifest.json");
    assertThat(log.deletes()).hasSize(5);
  }

  @Test
  void writesManifestLast() {
    bench.originals.put("a", DOG);
    CallLog log = new CallLog();
    make(log, "a");
    List<String> puts = log.calls().stream().filter(call -> call.startsWith("put")).toList();
    assertThat(puts).hasSize(5);
    assertThat(puts.get(4)).isEqualTo("put a/manifest.json");
  }

  @Test
  void keepsCropsOfThisVersionAndSweepsThoseOfAnother() {
    bench.originals.put("a", DOG);
    bench.make("a");
    NewObject ladder = bench.variants.get("a/w160.jpg").object();
    var mark =
        new io.calotype.pipeline.store.Mark("a", bench.make("a").manifest().source(), Bench.RECIPE);
    var crop = io.calotype.variants.name.VariantName.parse("w160-1x1.jpg").orElseThrow();
    new FakeObjectStore(bench.variants, FakeObjectStore.DIRECT)
        .put(
            "a/w160-1x1.jpg",
            new NewObject(ladder.bytes(), "image/jpeg", "", mark.of(crop)),
            io.calotype.pipeline.store.WriteCondition.absent());
    bench.make("a");
    assertThat(bench.variants.all()).containsKey("a/w160-1x1.jpg");
    bench.originals.put("a", CAT);
    bench.make("a");
    assertThat(bench.variants.all()).doesNotContainKey("a/w160-1x1.jpg").hasSize(5);
  }

  @Test
  void sweepsWidthsThatTheRecipeNoLongerHas() {
    bench.originals.put("a", DOG);
    bench.variants.put("a/w640.jpg", new byte[] {1});
    bench.variants.put("a/notes.txt", new byte[] {1});
    bench.make("a");
    assertThat(bench.variants.all()).doesNotContainKey("a/w640.jpg").containsKey("a/notes.txt");
  }

  @Test
  void asksAgainWhereStorageIsFaulty() {
    bench.originals.put("a", DOG);
    make(new FailingEvery(3), "a");
    Bench undisturbed = new Bench();
    undisturbed.originals.put("a", DOG);
    undisturbed.make("a");
    assertThat(bench.shown()).isEqualTo(undisturbed.shown());
  }

  @Test
  void failsAfterItsLastRetry() {
    bench.originals.put("a", DOG);
    assertThatThrownBy(() -> make(new FailingEvery(1), "a")).isInstanceOf(StorageFault.class);
  }

  @Test
  void givesWayToAnOriginalThatNeverStandsStill() {
    bench.originals.put("a", DOG);
    assertThat(make(new Restless(), "a").state()).isEqualTo(Made.State.SUPERSEDED);
  }

  @Test
  void takesTheBackgroundOfARuleForTheDominantColour() {
    bench.originals.put("a", FakePicture.of(200, 100, FakePicture.CLEAR, ""));
    Recipe recipe = Bench.recipe(", \"rules\": [{\"prefix\": \"a\", \"background\": \"#102030\"}]");
    Made made = bench.make(recipe, Part.EAGER, "a", "shard/1");
    assertThat(made.manifest().dominantColor()).isEqualTo("#102030");
  }

  @Test
  void writesManifestByItsSchema() throws Exception {
    bench.originals.put("a", DOG);
    bench.make("a");
    var json = new JsonMapper().readTree(bench.variants.get("a/manifest.json").object().bytes());
    assertThat(json.path("state").asText()).isEqualTo("ready");
    assertThat(json.path("srcset").path("webp").asText()).contains("format=webp");
  }

  private Made make(Calls calls, String key) {
    try {
      return bench.maker(calls).make(key, "shard/1");
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static final class FailingEvery implements Calls {
    private final int period;
    private int calls;

    FailingEvery(int period) {
      this.period = period;
    }

    @Override
    public <T> T make(String what, Supplier<T> call) {
      if (++calls % period == 0) {
        throw new StorageFault(StorageFault.Kind.RETRYABLE, what + ": 503 SlowDown", null);
      }
      return call.get();
    }
  }

  /** Overwrites the original whenever it has been fetched. */
  private final class Restless implements Calls {
    private int versions;

    @Override
    public <T> T make(String what, Supplier<T> call) {
      T answer = call.get();
      if (what.equals("fetch a")) {
        bench.originals.put(
            "a", FakePicture.of(200, 100, "look " + versions++, StandardCharsets.UTF_8.name()));
      }
      return answer;
    }
  }
}
