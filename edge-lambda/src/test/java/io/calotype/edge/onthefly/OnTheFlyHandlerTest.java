package io.calotype.edge.onthefly;

import static io.calotype.edge.onthefly.Shop.get;
import static io.calotype.edge.onthefly.Shop.picture;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.calotype.pipeline.store.Mark;
import io.calotype.pipeline.store.NewObject;
import io.calotype.pipeline.store.StorageFault;
import io.calotype.pipeline.store.StoredManifest;
import io.calotype.pipeline.store.WriteCondition;
import io.calotype.pipeline.store.testing.FakeObjectStore;
import io.calotype.pipeline.store.testing.FakeObjectStore.Calls;
import io.calotype.variants.manifest.Manifest;
import io.calotype.variants.name.VariantName;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.reason.RefusedException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class OnTheFlyHandlerTest {
  private static final String KEY = "köln/a b.jpg";
  private static final String PATH = "/k%C3%B6ln/a%20b.jpg/";

  private final Shop shop = new Shop();

  @Test
  void makesStoresAndAnswers() {
    shop.originals.put(KEY, Picture.of("dog"));

    APIGatewayV2HTTPResponse response = get(shop.handler(), PATH + "w160-1x1.jpg");

    assertThat(response.getStatusCode()).isEqualTo(200);
    assertThat(response.getIsBase64Encoded()).isTrue();
    assertThat(picture(response)).isEqualTo("dog w160-1x1.jpg");
    Mark mark = shop.mark(KEY);
    NewObject stored = shop.variants.get(KEY + "/w160-1x1.jpg").object();
    assertThat(response.getHeaders())
        .containsEntry("content-type", "image/jpeg")
        .containsEntry("etag", '"' + shop.variants.get(KEY + "/w160-1x1.jpg").etag() + '"')
        .containsEntry("cache-control", "public, max-age=60")
        .containsEntry("x-content-type-options", "nosniff")
        .containsEntry("x-amz-meta-v", mark.v())
        .containsEntry("x-amz-meta-cache-tag", mark.cacheTag());
    assertThat(stored.bytes()).asString().isEqualTo("dog w160-1x1.jpg");
    assertThat(stored.contentType()).isEqualTo("image/jpeg");
    assertThat(stored.metadata())
        .isEqualTo(mark.of(VariantName.parse("w160-1x1.jpg").orElseThrow()));
  }

  @Test
  void makesExactSizesOutsideTheLadder() {
    shop.originals.put("a", Picture.of("dog"));
    OnTheFlyHandler handler = shop.handler();

    assertThat(picture(get(handler, "/a/w201.webp"))).isEqualTo("dog w201.webp");
    assertThat(picture(get(handler, "/a/w77-5x7.webp"))).isEqualTo("dog w77-5x7.webp");
  }

  @Test
  void cropsAroundTheFocalPointOfTheMetadata() {
    new FakeObjectStore(shop.originals, FakeObjectStore.DIRECT)
        .put(
            "a",
            new NewObject(Picture.of("dog"), "image/png", "", Map.of("focal-point", "0.25,0.5")),
            WriteCondition.absent());

    assertThat(picture(get(shop.handler(), "/a/w160-1x1.jpg")))
        .isEqualTo("dog w160-1x1.jpg around 0.25,0.5");
  }

  @Test
  void showsWhatStandsThereWithoutRendering() {
    shop.originals.put("a", Picture.of("dog"));
    shop.stand("a", "w160.jpg", "made by another", shop.mark("a"));

    APIGatewayV2HTTPResponse response = get(shop.handler(), "/a/w160.jpg");

    assertThat(picture(response)).isEqualTo("made by another");
    assertThat(shop.renderer.renders()).isZero();
    assertThat(shop.calls).containsExactly("look a", "look a/w160.jpg", "fetch a/w160.jpg");
  }

  @Test
  void replacesWhatIsOfAnOlderVersion() {
    shop.originals.put("a", Picture.of("cat"));
    shop.stand("a", "w160.jpg", "old", shop.mark("a"));
    shop.originals.put("a", Picture.of("dog"));

    assertThat(picture(get(shop.handler(), "/a/w160.jpg"))).isEqualTo("dog w160.jpg");
    assertThat(shop.standing("a/w160.jpg")).isEqualTo("dog w160.jpg");
  }

  @Test
  void answersWithWhatWasStoredFirst() {
    shop.originals.put("a", Picture.of("dog"));
    shop.renderer.meanwhile(() -> shop.stand("a", "w160.jpg", "first", shop.mark("a")));

    APIGatewayV2HTTPResponse response = get(shop.handler(), "/a/w160.jpg");

    assertThat(picture(response)).isEqualTo("first");
    assertThat(response.getHeaders())
        .containsEntry("etag", '"' + shop.variants.get("a/w160.jpg").etag() + '"');
    assertThat(shop.standing("a/w160.jpg")).isEqualTo("first");
  }

  @Test
  void startsOverWhenTheOriginalChangesMeanwhile() {
    shop.originals.put("a", Picture.of("cat"));
    shop.renderer.meanwhile(() -> shop.originals.put("a", Picture.of("dog")));

    assertThat(picture(get(shop.handler(), "/a/w160.jpg"))).isEqualTo("dog w160.jpg");
    assertThat(shop.standing("a/w160.jpg")).isEqualTo("dog w160.jpg");
  }

  @Test
  void takesBackWhatItStoredOfAnOriginalThatIsDeletedMeanwhile() {
    shop.originals.put("a", Picture.of("cat"));
    Calls deletes = after("put a/w160-1x1.jpg", () -> shop.originals.delete("a"));

    assertThat(get(shop.handler(deletes), "/a/w160-1x1.jpg").getStatusCode()).isEqualTo(404);
    assertThat(shop.variants.all()).isEmpty();
  }

  @Test
  void neverUndoesWhatWasMadeOfANewerOriginal() {
    shop.originals.put("a", Picture.of("cat"));
    shop.renderer.meanwhile(
        () -> {
          shop.originals.put("a", Picture.of("dog"));
          shop.variants.delete("a/w160.jpg");
          shop.stand("a", "w160.jpg", "the job's", shop.mark("a"));
        });

    assertThat(picture(get(shop.handler(), "/a/w160.jpg"))).isEqualTo("the job's");
    assertThat(shop.standing("a/w160.jpg")).isEqualTo("the job's");
    assertThat(shop.calls).doesNotContain("delete a/w160.jpg");
  }

  @Test
  void givesUpOnAnOriginalThatKeepsChanging() {
    AtomicInteger version = new AtomicInteger();
    shop.originals.put("a", Picture.of("0"));
    shop.renderer.meanwhile(
        () -> shop.originals.put("a", Picture.of(String.valueOf(version.incrementAndGet()))));

    APIGatewayV2HTTPResponse response = get(shop.handler(), "/a/w160-1x1.jpg");

    assertThat(response.getStatusCode()).isEqualTo(502);
    assertThat(shop.renderer.renders()).isEqualTo(8);
    assertThat(shop.variants.all()).isEmpty();
  }

  @Test
  void storesOnlyWhatIsLargerThanTheCallerTakes() {
    shop.originals.put("a", Picture.of("dog"));
    OnTheFlyHandler handler = shop.handler();
    String bytes = String.valueOf("dog w160.jpg".length());
    String less = String.valueOf("dog w160.jpg".length() - 1);

    APIGatewayV2HTTPResponse made = get(handler, "/a/w160.jpg", inline(less));
    assertThat(made.getStatusCode()).isEqualTo(204);
    assertThat(made.getBody()).isNull();
    assertThat(made.getHeaders())
        .containsKeys("etag", "content-type", "x-amz-meta-v", "x-amz-meta-cache-tag");
    assertThat(get(handler, "/a/w160.jpg", inline(less)).getStatusCode()).isEqualTo(204);
    assertThat(shop.calls).doesNotContain("fetch a/w160.jpg");

    assertThat(get(handler, "/a/w160.jpg", inline(bytes)).getStatusCode()).isEqualTo(200);
    assertThat(shop.renderer.renders()).isEqualTo(1);
  }

  private static Map<String, String> inline(String bytes) {
    return Map.of("X-Calotype-Inline-Bytes-Max", bytes);
  }

  @Test
  void remembersUnknownKeysForSixtySecondsWithoutAskingTheBucket() {
    OnTheFlyHandler handler = shop.handler();
    APIGatewayV2HTTPResponse unknown = get(handler, "/a/w160.jpg");
    assertThat(unknown.getStatusCode()).isEqualTo(404);
    assertThat(unknown.getHeaders()).containsEntry("cache-control", "public, max-age=60");
    assertThat(unknown.getBody()).hasLineCount(1).doesNotContain("\r");
    shop.originals.put("a", Picture.of("dog"));
    shop.calls.clear();

    shop.clock.advanceSeconds(59);
    assertThat(get(handler, "/a/w320.webp").getStatusCode()).isEqualTo(404);
    assertThat(shop.calls).isEmpty();
    shop.clock.advanceSeconds(2);
    assertThat(get(handler, "/a/w320.webp").getStatusCode()).isEqualTo(200);
  }

  @Test
  void tellsCachesToKeepWhatItRemembersNoLongerThanItself() {
    OnTheFlyHandler handler = shop.handler();
    get(handler, "/a/w160.jpg");

    shop.clock.advanceSeconds(40);
    assertThat(get(handler, "/a/w320.webp").getHeaders())
        .containsEntry("cache-control", "public, max-age=20");
  }

  @Test
  void remembersRefusedOriginalsForSixtySecondsWithoutFetchingThem() {
    shop.originals.put("a", Picture.of("broken"));
    AtomicInteger refusals = new AtomicInteger();
    shop.renderer.meanwhile(
        () -> {
          refusals.incrementAndGet();
          throw new RefusedException(Reason.TRUNCATED, "expected more but got\nless");
        });
    OnTheFlyHandler handler = shop.handler();

    APIGatewayV2HTTPResponse refused = get(handler, "/a/w160.jpg");
    assertThat(refused.getStatusCode()).isEqualTo(422);
    assertThat(refused.getBody()).isEqualTo("expected more but got?less\n");
    shop.calls.clear();

    shop.clock.advanceSeconds(59);
    assertThat(get(handler, "/a/w320.webp").getStatusCode()).isEqualTo(422);
    assertThat(shop.calls).containsExactly("look a");
    assertThat(refusals).hasValue(1);
    shop.clock.advanceSeconds(2);
    assertThat(get(handler, "/a/w320.webp").getStatusCode()).isEqualTo(422);
    assertThat(refusals).hasValue(2);
  }

  @Test
  void makesANewVersionOfARefusedOriginalAtOnce() {
    shop.originals.put("a", "no picture".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    OnTheFlyHandler handler = shop.handler();
    assertThat(get(handler, "/a/w160.jpg").getStatusCode()).isEqualTo(415);

    shop.originals.put("a", Picture.of("dog"));
    assertThat(picture(get(handler, "/a/w160.jpg"))).isEqualTo("dog w160.jpg");
  }

  @Test
  void refusesTooManyBytesWithoutFetchingThem() {
    shop.originals.put("a", new byte[1_000_001]);

    assertThat(get(shop.handler(), "/a/w160.jpg").getStatusCode()).isEqualTo(413);
    assertThat(shop.calls).doesNotContain("fetch a");
  }

  @Test
  void doesNotTryWhatTheJobHasRefused() {
    shop.originals.put("a", Picture.of("deadly"));
    Mark mark = shop.mark("a");
    Manifest manifest =
        Manifest.rejected(
            "a", mark.source(), Shop.RECIPE.fingerprint(), Reason.RENDERER_CRASHED, "it crashed");
    new io.calotype.pipeline.store.Shelf(
            new FakeObjectStore(shop.variants, FakeObjectStore.DIRECT), "a")
        .store(new StoredManifest.Draft(manifest, mark.cacheTag(), "record", false), null);

    APIGatewayV2HTTPResponse response = get(shop.handler(), "/a/w160-1x1.jpg");
    assertThat(response.getStatusCode()).isEqualTo(502);
    assertThat(response.getBody()).isEqualTo("it crashed\n");
    assertThat(shop.renderer.renders()).isZero();

    shop.originals.put("a", Picture.of("harmless"));
    assertThat(get(shop.handler(), "/a/w160-1x1.jpg").getStatusCode()).isEqualTo(200);
  }

  @Test
  void tellsNothingOfTheMachineryWhereStorageFails() {
    shop.originals.put("a", Picture.of("dog"));
    Calls faulty =
        before(
            "put a/w160.jpg",
            () -> {
              throw new StorageFault(
                  StorageFault.Kind.MISCONFIGURED, "bucket secret-name: 403", null);
            });

    APIGatewayV2HTTPResponse response = get(shop.handler(faulty), "/a/w160.jpg");

    assertThat(response.getStatusCode()).isEqualTo(502);
    assertThat(response.getHeaders()).containsEntry("cache-control", "no-store");
    assertThat(response.getBody()).hasLineCount(1).doesNotContain("secret");
  }

  @Test
  void saysThatAnOriginalIsArchivedAndRemembersIt() {
    shop.originals.put("a", Picture.of("dog"));
    Calls archived =
        before(
            "fetch a",
            () -> {
              throw new StorageFault(StorageFault.Kind.ARCHIVED, "bucket secret-name: 403", null);
            });
    OnTheFlyHandler handler = shop.handler(archived);

    APIGatewayV2HTTPResponse response = get(handler, "/a/w160.jpg");
    assertThat(response.getStatusCode()).isEqualTo(409);
    assertThat(response.getBody()).contains("storage class is archived").doesNotContain("secret");
    assertThat(response.getHeaders()).containsEntry("cache-control", "public, max-age=60");
    shop.calls.clear();

    assertThat(get(handler, "/a/w320.webp").getStatusCode()).isEqualTo(409);
    assertThat(shop.calls).containsExactly("look a");
  }

  @Test
  void takesBackWhatItCannotVouchFor() {
    shop.originals.put("a", Picture.of("dog"));
    boolean[] stored = {false};
    Calls faulty =
        new Calls() {
          @Override
          public <T> T make(String what, Supplier<T> call) {
            if (what.equals("look a") && stored[0]) {
              throw new StorageFault(StorageFault.Kind.RETRYABLE, "no answer", null);
            }
            stored[0] |= what.startsWith("put");
            return call.get();
          }
        };

    assertThat(get(shop.handler(faulty), "/a/w160-1x1.jpg").getStatusCode()).isEqualTo(502);
    assertThat(shop.variants.all()).isEmpty();
  }

  @Test
  void answersFailuresOfTheEngineAndRemembersThem() {
    shop.originals.put("a", Picture.of("dog"));
    shop.renderer.meanwhile(
        () -> {
          throw new IllegalStateException("a bug of the engine at /secret/path");
        });
    OnTheFlyHandler handler = shop.handler();

    for (int i = 0; i < 3; i++) {
      APIGatewayV2HTTPResponse response = get(handler, "/a/w160.jpg");
      assertThat(response.getStatusCode()).isEqualTo(502);
      assertThat(response.getBody()).hasLineCount(1).doesNotContain("secret");
    }
    assertThat(shop.renderer.renders()).isEqualTo(1);
  }

  @Test
  void saysTooSlowWhereTheRecipesTimeIsOver() {
    shop.originals.put("a", Picture.of("dog"));
    shop.renderer.meanwhile(
        () -> {
          throw new RefusedException(Reason.RENDER_TIMEOUT, "expected to be done but was not");
        });
    OnTheFlyHandler handler = shop.handler();

    assertThat(get(handler, "/a/w160.jpg").getStatusCode()).isEqualTo(504);
    assertThat(get(handler, "/a/w160.jpg").getStatusCode()).isEqualTo(504);
    assertThat(shop.renderer.renders()).isEqualTo(1);
  }

  @Test
  void beginsNoRenderThatLambdasTimeCannotHold() {
    shop.originals.put("a", Picture.of("dog"));

    assertThat(
            shop.handler()
                .handleRequest(Shop.event("GET", "/a/w160.jpg", Map.of()), new TimedContext(2_000))
                .getStatusCode())
        .isEqualTo(504);
    assertThat(shop.renderer.renders()).isZero();
  }

  @Test
  void doesNotBlameTheOriginalForTimeThatItWasNotGiven() {
    shop.originals.put("a", Picture.of("dog"));
    AtomicInteger tries = new AtomicInteger();
    shop.renderer.meanwhile(
        () -> {
          if (tries.incrementAndGet() == 1) {
            throw new RefusedException(Reason.RENDER_TIMEOUT, "expected to be done but was not");
          }
        });
    OnTheFlyHandler handler = shop.handler();

    assertThat(
            handler
                .handleRequest(Shop.event("GET", "/a/w160.jpg", Map.of()), new TimedContext(10_000))
                .getStatusCode())
        .isEqualTo(504);
    assertThat(get(handler, "/a/w160.jpg").getStatusCode()).isEqualTo(200);
  }

  @Test
  void refusesOtherMethodsAndPathsWithoutTouchingStorage() {
    OnTheFlyHandler handler = shop.handler();
    for (String method : new String[] {"POST", "PUT", "HEAD", "DELETE"}) {
      APIGatewayV2HTTPResponse response =
          handler.handleRequest(Shop.event(method, "/a/w160.jpg", Map.of()), null);
      assertThat(response.getStatusCode()).isEqualTo(405);
      assertThat(response.getHeaders()).containsEntry("allow", "GET");
    }
    assertThat(get(handler, "/a/w640.gif").getStatusCode()).isEqualTo(400);
    assertThat(get(handler, "/a/w160.avif").getStatusCode()).isEqualTo(404);
    assertThat(shop.calls).isEmpty();
  }

  private static Calls after(String call, Runnable then) {
    return new Calls() {
      @Override
      public <T> T make(String what, Supplier<T> supplier) {
        T answer = supplier.get();
        if (what.equals(call)) {
          then.run();
        }
        return answer;
      }
    };
  }

  private static Calls before(String call, Runnable first) {
    return new Calls() {
      @Override
      public <T> T make(String what, Supplier<T> supplier) {
        if (what.equals(call)) {
          first.run();
        }
        return supplier.get();
      }
    };
  }
}
