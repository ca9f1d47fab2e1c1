package io.calotype.infra.local;

import static io.calotype.infra.local.StackFixture.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.calotype.variants.manifest.Manifest;
import io.calotype.variants.probe.Probe;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Complaint 2: a picture that was overwritten or deleted is gone for viewers too, in every size and
 * for good, within {@link #GONE_WITHIN} after its manifest changed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OverwriteIT {
  private static final Duration GONE_WITHIN = Duration.ofSeconds(10);
  private static final Recipe RECIPE = RecipeReader.defaultRecipe();
  private static final int ROUNDS = 12;

  /** At 320 pixels of width the one is 214 pixels high, the other 213. */
  private static final byte[] ROCKET = StackFixture.photo("rocket.jpg");

  private static final byte[] CHELSEA = StackFixture.photo("chelsea.png");
  private static final int ROCKET_HEIGHT = 214;
  private static final int CHELSEA_HEIGHT = 213;

  private StackFixture stack;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    stack = new StackFixture(folder);
  }

  @AfterAll
  void stop() {
    if (stack != null) {
      stack.close();
    }
  }

  /** What a viewer saw: the height of the picture, or a status. */
  private int seen(String target) throws Exception {
    HttpResponse<byte[]> answer = stack.get(target);
    return answer.statusCode() == 200
        ? Probe.read(answer.body(), RECIPE).heightPx()
        : -answer.statusCode();
  }

  @Test
  void showsAPollingViewerTheNewPictureAndNeverAgainTheOldOne() throws Exception {
    String key = "overwritten";
    String target = "/overwritten?w=320&format=jpeg";
    stack.put(key, ROCKET);
    Manifest last = stack.awaitManifest(key);
    Queue<String> faults = new ConcurrentLinkedQueue<>();
    Map<String, Integer> heights = new ConcurrentHashMap<>(Map.of(last.v(), ROCKET_HEIGHT));
    AtomicBoolean ended = new AtomicBoolean();
    List<Thread> racers =
        List.of(
            new Thread(() -> race(key, ended, heights, faults)),
            new Thread(() -> race(key, ended, heights, faults)));
    racers.forEach(Thread::start);

    for (int round = 0; round < ROUNDS; round++) {
      boolean even = round % 2 == 0;
      int height = even ? CHELSEA_HEIGHT : ROCKET_HEIGHT;
      String before = last.v();
      assertThat(seen(target)).isEqualTo(even ? ROCKET_HEIGHT : CHELSEA_HEIGHT);
      stack.put(key, even ? CHELSEA : ROCKET);
      last =
          await("round " + round)
              .atMost(PATIENCE)
              .pollInterval(Duration.ofMillis(50))
              .until(() -> stack.manifest(key), m -> m.isPresent() && !m.get().v().equals(before))
              .orElseThrow();
      heights.put(last.v(), height);
      await("the new picture in round " + round)
          .atMost(GONE_WITHIN)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> seen(target) == height);
      for (int i = 0; i < 20; i++) {
        assertThat(seen(target)).as("again, round %d", round).isEqualTo(height);
        Thread.sleep(10);
      }
    }
    ended.set(true);
    for (Thread racer : racers) {
      racer.join();
    }
    assertThat(faults).isEmpty();
  }

  /** Asks for what has to be made on the fly, and for versions by name, while pictures change. */
  private void race(
      String key, AtomicBoolean ended, Map<String, Integer> heights, Queue<String> faults) {
    try {
      for (int i = 0; !ended.get(); i++) {
        int width = RECIPE.widthsPx().get(i % RECIPE.widthsPx().size());
        String crop = "/" + key + "?w=" + width + "&fit=cover&ratio=3:4&format=webp";
        int status = stack.get(crop).statusCode();
        if (status != 200) {
          faults.add(crop + " answered " + status);
        }
        for (Map.Entry<String, Integer> version : heights.entrySet()) {
          HttpResponse<byte[]> answer =
              stack.get("/" + key + "?w=320&format=jpeg&v=" + version.getKey());
          boolean forAYear =
              answer.headers().firstValue("cache-control").orElse("").contains("immutable");
          if (forAYear && Probe.read(answer.body(), RECIPE).heightPx() != version.getValue()) {
            faults.add("immutable bytes of another version than " + version.getKey());
          }
        }
        Thread.sleep(20);
      }
    } catch (Exception e) {
      faults.add(e.toString());
    }
  }

  @Test
  void says404AfterADeleteInEverySizeAndForGood() throws Exception {
    String key = "deleted.jpg";
    List<String> targets =
        List.of(
            "/deleted.jpg?w=320&format=jpeg",
            "/deleted.jpg?w=160&format=webp",
            "/deleted.jpg?w=320&fit=cover&ratio=1:1&format=jpeg",
            "/_calotype/manifest/deleted.jpg");
    stack.put(key, ROCKET);
    stack.awaitManifest(key);
    for (String target : targets) {
      assertThat(stack.get(target).statusCode()).as(target).isEqualTo(200);
    }

    stack.delete(key);
    await().atMost(PATIENCE).until(() -> stack.manifest(key).isEmpty());

    for (String target : targets) {
      await(target)
          .atMost(GONE_WITHIN)
          .pollInterval(Duration.ofMillis(50))
          .until(() -> stack.get(target).statusCode() == 404);
    }
    for (int i = 0; i < 20; i++) {
      for (String target : targets) {
        assertThat(stack.get(target).statusCode()).as(target).isEqualTo(404);
      }
      Thread.sleep(20);
    }
    // A slow format that was under way is taken back by who wrote it.
    await().atMost(PATIENCE).until(() -> stack.derivedKeys(key).isEmpty());
  }
}
