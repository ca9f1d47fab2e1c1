package io.calotype.edge.onthefly;

import static io.calotype.edge.onthefly.Shop.get;
import static io.calotype.edge.onthefly.Shop.picture;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.calotype.pipeline.store.Mark;
import io.calotype.pipeline.store.Shelf;
import io.calotype.pipeline.store.StorageFault;
import io.calotype.pipeline.store.StoredManifest;
import io.calotype.pipeline.store.testing.FakeObjectStore;
import io.calotype.pipeline.store.testing.FakeObjectStore.Calls;
import io.calotype.variants.manifest.Manifest;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.reason.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What is answered where no picture is, and how long that is remembered. */
final class OnTheFlyRefusalTest {
  private final Shop shop = new Shop();

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
    shop.originals.put("a", "no picture".getBytes(StandardCharsets.UTF_8));
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
    new Shelf(new FakeObjectStore(shop.variants, FakeObjectStore.DIRECT), "a")
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
    Calls faulty = failing("put a/w160.jpg", StorageFault.Kind.MISCONFIGURED);

    APIGatewayV2HTTPResponse response = get(shop.handler(faulty), "/a/w160.jpg");

    assertThat(response.getStatusCode()).isEqualTo(502);
    assertThat(response.getHeaders()).containsEntry("cache-control", "no-store");
    assertThat(response.getBody()).hasLineCount(1).doesNotContain("secret");
  }

  @Test
  void saysThatAnOriginalIsArchivedAndRemembersIt() {
    shop.originals.put("a", Picture.of("dog"));
    Calls archived = failing("fetch a", StorageFault.Kind.ARCHIVED);
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

  private static Calls failing(String call, StorageFault.Kind kind) {
    return new Calls() {
      @Override
      public <T> T make(String what, Supplier<T> supplier) {
        if (what.equals(call)) {
          throw new StorageFault(kind, "bucket secret-name: 403", null);
        }
        return supplier.get();
      }
    };
  }
}
