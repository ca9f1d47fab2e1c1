package io.calotype.edge.onthefly;

import static io.calotype.edge.onthefly.Shop.get;
import static io.calotype.edge.onthefly.Shop.picture;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.calotype.pipeline.store.Mark;
import io.calotype.pipeline.store.NewObject;
import io.calotype.pipeline.store.StorageFault;
import io.calotype.pipeline.store.WriteCondition;
import io.calotype.pipeline.store.testing.FakeObjectStore;
import io.calotype.pipeline.store.testing.FakeObjectStore.Calls;
import io.calotype.variants.name.VariantName;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What is made, shown and stored, whatever happens meanwhile. */
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
}
