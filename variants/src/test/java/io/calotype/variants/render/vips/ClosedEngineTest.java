package io.calotype.variants.render.vips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.calotype.variants.plan.Plan;
import io.calotype.variants.render.RendererUnavailableException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What closing an engine ends, and what it must not touch. */
class ClosedEngineTest {
  private static final byte[] PICTURE = Pictures.file(Pictures.noise(900, 700), "jpeg");
  private static final Plan PLAN = Pictures.plan(PICTURE, Pictures.allFormats(50, 300, 700));
  private static final byte[] EXPECTED = lastOf(Pictures.RENDERER);

  @Test
  void rendersNothingMore() {
    VipsRenderer engine = VipsRenderer.open();
    engine.close();

    // Unlike other exceptions this one is never taken for the file's fault.
    assertThatThrownBy(() -> engine.render(PICTURE, PLAN))
        .isInstanceOf(RendererUnavailableException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void leavesTheOthersAlone() {
    VipsRenderer other = VipsRenderer.open();
    VipsRenderer engine = VipsRenderer.open();
    engine.close();
    engine.close();

    assertThat(lastOf(other)).isEqualTo(EXPECTED);
    other.close();
    assertThat(lastOf(Pictures.RENDERER)).isEqualTo(EXPECTED);
  }

  /** In fresh classes, where no other test's engine holds the library. */
  @Test
  void canBeOpenedAnewWhenAllWereClosed() throws Exception {
    FreshClasses.run(Reopening.class);
  }

  @Test
  void endsNoRenderingThatRuns() throws Exception {
    FreshClasses.run(ClosingMeanwhile.class);
  }

  /**
   * JNA's cleaner thread ends when it has had nothing to clean for 30 seconds, and the watchdog
   * after 10; only then can the classes go. The last ones stay, for others to take their place:
   * Java remembers in one place how it last hashed a record.
   */
  @Test
  void letsItsClassesGo() throws Exception {
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      loaders.add(new WeakReference<>(FreshClasses.run(Reopening.class)));
    }

    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofSeconds(3))
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(loaders.stream().filter(loader -> loader.get() != null))
                  .hasSizeLessThanOrEqualTo(1);
            });
  }

  /** After it, what is opened here is the only engine of its class loader. */
  private static void closeTheTestsOwn() {
    Pictures.RENDERER.close();
  }

  /** The bytes of the last image of the ladder. */
  private static byte[] lastOf(VipsRenderer engine) {
    var images = engine.render(PICTURE, PLAN).images();
    return images.get(images.size() - 1).bytes();
  }

  /** Opens, renders and closes, twice. */
  static final class Reopening implements Runnable {
    @Override
    public void run() {
      closeTheTestsOwn();
      for (int i = 0; i < 2; i++) {
        VipsRenderer engine = VipsRenderer.open();
        assertThat(lastOf(engine)).isEqualTo(EXPECTED);
        engine.close();
      }
    }
  }

  /** Threads render without pause while the only engine is closed. */
  static final class ClosingMeanwhile implements Runnable {
    private static final int ROUNDS = 10;
    private static final int THREADS = 4;

    @Override
    public void run() {
      closeTheTestsOwn();
      ExecutorService threads = Executors.newFixedThreadPool(THREADS);
      try {
        for (int round = 0; round < ROUNDS; round++) {
          closeWhileRendering(threads, round);
        }
      } catch (Exception e) {
        throw new AssertionError(e);
      } finally {
        threads.shutdown();
      }
    }

    private static void closeWhileRendering(ExecutorService threads, int round) throws Exception {
      VipsRenderer engine = VipsRenderer.open();
      CountDownLatch started = new CountDownLatch(THREADS);
      List<Future<Integer>> rendered = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        rendered.add(threads.submit(() -> renderUntilClosed(engine, started)));
      }
      started.await();
      // Another moment of the rendering each time.
      TimeUnit.MILLISECONDS.sleep(7L * round);
      engine.close();
      for (Future<Integer> count : rendered) {
        assertThat(count.get()).isNotNegative();
      }
    }

    /** Each rendering that began is whole. */
    private static int renderUntilClosed(VipsRenderer engine, CountDownLatch started) {
      started.countDown();
      for (int count = 0; ; count++) {
        try {
          if (!Arrays.equals(lastOf(engine), EXPECTED)) {
            throw new AssertionError("expected the same picture whenever the engine is closed");
          }
        } catch (RendererUnavailableException e) {
          return count;
        }
      }
    }
  }
}
