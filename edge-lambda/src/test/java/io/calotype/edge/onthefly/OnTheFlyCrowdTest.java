package io.calotype.edge.onthefly;

import static io.calotype.edge.onthefly.Shop.get;
import static io.calotype.edge.onthefly.Shop.picture;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.calotype.pipeline.store.testing.FakeObjectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many viewers at once. */
final class OnTheFlyCrowdTest {
  private static final int CLIENTS = 100;

  private final Shop shop = new Shop();
  private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
  private final CountDownLatch rendering = new CountDownLatch(1);
  private final CountDownLatch mayGoOn = new CountDownLatch(1);

  @AfterEach
  void end() {
    mayGoOn.countDown();
    threads.shutdownNow();
  }

  @Test
  void rendersOnceForAHundredClientsOfOneVariant() throws Exception {
    shop.originals.put("a", Picture.of("dog"));
    OnTheFlyHandler handler = shop.handler();
    shop.renderer.meanwhile(this::pause);

    List<Future<APIGatewayV2HTTPResponse>> answers = ask(CLIENTS, () -> get(handler, "/a/w99.jpg"));
    rendering.await();
    mayGoOn.countDown();

    for (Future<APIGatewayV2HTTPResponse> answer : answers) {
      assertThat(picture(answer.get(1, TimeUnit.MINUTES))).isEqualTo("dog w99.jpg");
    }
    assertThat(shop.renderer.renders()).isEqualTo(1);
    assertThat(shop.calls).filteredOn(call -> call.startsWith("put")).hasSize(1);
  }

  @Test
  void letsOneResultStandAcrossProcesses() throws Exception {
    shop.originals.put("a", Picture.of("dog"));
    shop.renderer.meanwhile(this::pause);

    List<Future<APIGatewayV2HTTPResponse>> answers =
        ask(CLIENTS, () -> get(shop.handler(), "/a/w99.jpg"));
    rendering.await();
    mayGoOn.countDown();

    for (Future<APIGatewayV2HTTPResponse> answer : answers) {
      APIGatewayV2HTTPResponse response = answer.get(1, TimeUnit.MINUTES);
      assertThat(response.getStatusCode()).isEqualTo(200);
      assertThat(response.getHeaders())
          .containsEntry("etag", '"' + shop.variants.get("a/w99.jpg").etag() + '"');
    }
    assertThat(shop.variants.all()).hasSize(1);
  }

  @Test
  void turnsAwayWhatIsOneTooMany() throws Exception {
    shop.originals.put("a", Picture.of("dog"));
    OnTheFlyHandler handler = shop.handler(Shop.settings(1, 0), FakeObjectStore.DIRECT);
    shop.renderer.meanwhile(this::pause);
    List<Future<APIGatewayV2HTTPResponse>> first = ask(1, () -> get(handler, "/a/w99.jpg"));
    rendering.await();

    APIGatewayV2HTTPResponse second = get(handler, "/a/w98.jpg");

    assertThat(second.getStatusCode()).isEqualTo(429);
    assertThat(second.getHeaders())
        .containsEntry("retry-after", "1")
        .containsEntry("cache-control", "no-store");
    mayGoOn.countDown();
    assertThat(first.get(0).get(1, TimeUnit.MINUTES).getStatusCode()).isEqualTo(200);
    assertThat(get(handler, "/a/w98.jpg").getStatusCode()).isEqualTo(200);
  }

  @Test
  void showsWhatStandsThereThoughAllTurnsAreTaken() throws Exception {
    shop.originals.put("a", Picture.of("dog"));
    shop.stand("a", "w97.jpg", "made before", shop.mark("a"));
    OnTheFlyHandler handler = shop.handler(Shop.settings(1, 0), FakeObjectStore.DIRECT);
    shop.renderer.meanwhile(this::pause);
    List<Future<APIGatewayV2HTTPResponse>> first = ask(1, () -> get(handler, "/a/w99.jpg"));
    rendering.await();

    assertThat(picture(get(handler, "/a/w97.jpg"))).isEqualTo("made before");
    mayGoOn.countDown();
    assertThat(first.get(0).get(1, TimeUnit.MINUTES).getStatusCode()).isEqualTo(200);
  }

  private List<Future<APIGatewayV2HTTPResponse>> ask(
      int clients, java.util.concurrent.Callable<APIGatewayV2HTTPResponse> request) {
    List<Future<APIGatewayV2HTTPResponse>> answers = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      answers.add(threads.submit(request));
    }
    return answers;
  }

  private void pause() {
    rendering.countDown();
    try {
      assertThat(mayGoOn.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
