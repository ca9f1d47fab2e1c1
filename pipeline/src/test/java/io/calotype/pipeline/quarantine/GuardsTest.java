package io.calotype.pipeline.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calotype.pipeline.fixture.FakePicture;
import io.calotype.pipeline.fixture.FakeRenderer;
import io.calotype.pipeline.render.Part;
import io.calotype.pipeline.render.RenderGuard;
import io.calotype.pipeline.store.testing.FakeObjectStore;
import io.calotype.pipeline.store.testing.FakeObjectStore.Objects;
import io.calotype.variants.recipe.RecipeReader;
import io.calotype.variants.render.LadderMaker;
import io.calotype.variants.render.Rendering;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GuardsTest {
  private static final Rendering RENDERING =
      new LadderMaker(
              RecipeReader.read(
                  "a test",
                  "{\"version\": 1, \"widths\": [160], \"formats\": [{\"format\": \"jpeg\", \"quality\": 80}]}"
                      .getBytes(StandardCharsets.UTF_8)),
              new FakeRenderer())
          .make(FakePicture.of(200, 100, "dog", ""));

  private final Objects bucket = new Objects();
  private final HangWatch watch = new HangWatch(Duration.ofHours(1), key -> {});
  private final Solitude solitude = new Solitude();
  private final RenderGuard together = Guards.together(solitude, watch);
  private final RenderGuard alone =
      Guards.alone(
          solitude,
          watch,
          new Attempts(new FakeObjectStore(bucket, FakeObjectStore.DIRECT), Part.EAGER));
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  @Test
  void marksOnlyWhatIsAloneAndOnlyWhileItRenders() throws Exception {
    render(together, () -> assertThat(bucket.all()).isEmpty());
    render(alone, () -> assertThat(bucket.all()).hasSize(1));
    assertThat(bucket.all()).isEmpty();
  }

  @Test
  void takesTheMarkerAwayWhenTheRenderFails() {
    assertThatThrownBy(
            () ->
                render(
                    alone,
                    () -> {
                      throw new OutOfMemoryError("a test");
                    }))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(bucket.all()).isEmpty();
  }

  @Test
  void rendersTogetherAtTheSameTime() throws Exception {
    CyclicBarrier both = new CyclicBarrier(2);
    List<Future<?>> renders = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      renders.add(threads.submit(() -> render(together, () -> await(both))));
    }
    for (Future<?> render : renders) {
      render.get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void rendersNothingBesideWhatIsAlone() throws Exception {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger besides = new AtomicInteger();
    CountDownLatch go = new CountDownLatch(1);
    List<Future<?>> renders = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      boolean byItself = i % 2 == 0;
      renders.add(
          threads.submit(
              () -> {
                go.await();
                return render(
                    byItself ? alone : together,
                    () -> {
                      if (now.getAndAdd(byItself ? 1_000 : 1) >= (byItself ? 1 : 1_000)) {
                        besides.incrementAndGet();
                      }
                      LockSupport.parkNanos(100_000);
                      now.addAndGet(byItself ? -1_000 : -1);
                    });
              }));
    }
    go.countDown();
    for (Future<?> render : renders) {
      render.get(30, TimeUnit.SECONDS);
    }
    assertThat(besides).hasValue(0);
  }

  private static Void render(RenderGuard guard, Runnable work) throws InterruptedException {
    Supplier<Rendering> render =
        () -> {
          work.run();
          return RENDERING;
        };
    guard.around("a", new byte[] {1}, render);
    return null;
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
