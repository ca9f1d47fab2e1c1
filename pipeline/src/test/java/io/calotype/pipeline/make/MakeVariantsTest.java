package io.calotype.pipeline.make;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import io.calotype.pipeline.event.OriginalEvent;
import io.calotype.pipeline.fixture.Events;
import io.calotype.pipeline.fixture.FakePicture;
import io.calotype.pipeline.fixture.FakeRenderer;
import io.calotype.pipeline.render.Part;
import io.calotype.pipeline.render.RendererFactory;
import io.calotype.pipeline.store.Buckets;
import io.calotype.pipeline.store.S3Access;
import io.calotype.pipeline.store.S3Buckets;
import io.calotype.pipeline.store.StorageFault;
import io.calotype.pipeline.store.testing.FakeBuckets;
import io.calotype.variants.name.Format;
import io.calotype.variants.plan.Plan;
import io.calotype.variants.recipe.RecipeReader;
import io.calotype.variants.render.Ladder;
import io.calotype.variants.render.Renderer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.executiongraph.failover.ExecutionFailureHandler;
import org.apache.flink.streaming.api.datastream.AsyncDataStream.OutputMode;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class MakeVariantsTest {
  private static final String DEAD_LETTERS = "calotype-dead-letters";

  /** Counted down when a render has begun, which ends when its thread is interrupted. */
  private static final CountDownLatch RENDERING = new CountDownLatch(1);

  /** The same of a render that nothing interrupts, and what lets it end. */
  private static final CountDownLatch BEGUN = new CountDownLatch(1);

  private static final CountDownLatch END = new CountDownLatch(1);

  /** As Flink closes it when a job is stopped with a savepoint: a failure then fails the stop. */
  @Test
  void breaksOffWhatIsInHandWithoutFailingTheTask() throws Exception {
    FakeBuckets buckets = new FakeBuckets();
    MakeVariants make = make(buckets);
    OneInputStreamOperatorTestHarness<OriginalEvent, Outcome> harness = harness(make);
    harness.getEnvironment().setExpectedExternalFailureCause(Throwable.class);
    harness.open();
    for (String key : List.of("rendered.jpg", "waits.jpg")) {
      buckets.objects(Events.ORIGINALS).put(key, FakePicture.of(200, 100, "dog", key));
      harness.processElement(Events.decoded(Events.created(key, "01")), 0);
    }
    assertThat(RENDERING.await(60, TimeUnit.SECONDS)).as("a render has begun").isTrue();

    make.close();

    assertThat(harness.getEnvironment().getActualExternalFailureCause()).isEmpty();
  }

  /** An interrupt does not end a read from a socket; the read would end by itself after 20 s. */
  @Test
  void doesNotWaitForAStorageThatHangs() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    ExecutorService answers = Executors.newCachedThreadPool();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(answers);
    server.createContext(
        "/",
        exchange -> {
          if (exchange.getRequestURI().getPath().endsWith(".jpg")) {
            asked.countDown();
            awaitQuietly(end);
          }
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    try {
      URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
      MakeVariants make =
          make(new S3Buckets(new S3Access("eu-central-1", endpoint, "id", "secret"), 32));
      OneInputStreamOperatorTestHarness<OriginalEvent, Outcome> harness = harness(make);
      harness.open();
      harness.processElement(Events.decoded(Events.created("hangs.jpg", "01")), 0);
      assertThat(asked.await(60, TimeUnit.SECONDS)).as("storage is asked").isTrue();
      long startNs = System.nanoTime();

      make.close();

      assertThat(Duration.ofNanos(System.nanoTime() - startNs)).isLessThan(Duration.ofSeconds(15));
    } finally {
      end.countDown();
      server.stop(0);
      answers.shutdownNow();
    }
  }

  /** Native code is not interrupted. Its marker must not stay, or it is held against the file. */
  @Test
  void takesTheMarkerAwayOfARenderThatEndsWhileTheTaskIsClosed() throws Exception {
    FakeBuckets buckets = new FakeBuckets();
    buckets.objects(Events.ORIGINALS).put("a.jpg", FakePicture.of(200, 100, "dog", ""));
    MakeVariants make = make(buckets, RendersUntilTheEnd::new);
    OneInputStreamOperatorTestHarness<OriginalEvent, Outcome> harness = harness(make);
    harness.open();
    harness.processElement(Events.decoded(Events.created("a.jpg", "01")), 0);
    assertThat(BEGUN.await(60, TimeUnit.SECONDS)).as("a render has begun").isTrue();
    assertThat(buckets.objects(DEAD_LETTERS).all()).as("its marker").hasSize(1);
    Thread closing =
        new Thread(
            () -> {
              try {
                make.close();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    closing.start();
    while (buckets.open() > 1) {
      Thread.sleep(5);
    }

    END.countDown();
    closing.join();

    assertThat(buckets.objects(DEAD_LETTERS).all()).isEmpty();
    assertThat(buckets.open()).isZero();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void stopsTheJobForGoodWhereABucketCannotBeUsedFromTheBeginning() throws Exception {
    FakeBuckets buckets = new FakeBuckets();
    buckets.failOnce("reach");

    Throwable failure = catchThrowable(harness(make(buckets))::open);

    assertThat(failure).hasMessageContaining("a test");
    assertThat(ExecutionFailureHandler.isUnrecoverableError(failure)).isTrue();
  }

  /** Its position in the stream would be left behind. */
  @Test
  void letsAJobThatHasACheckpointBeRestartedUntilTheBucketCanBeUsed() throws Exception {
    FakeBuckets buckets = new FakeBuckets();
    OneInputStreamOperatorTestHarness<OriginalEvent, Outcome> before = harness(make(buckets));
    before.open();
    OperatorSubtaskState checkpoint = before.snapshot(1, 0);
    before.close();
    OneInputStreamOperatorTestHarness<OriginalEvent, Outcome> after = harness(make(buckets));
    after.initializeState(checkpoint);
    buckets.failOnce("reach");

    Throwable failure = catchThrowable(after::open);

    assertThat(failure).isInstanceOf(StorageFault.class);
    assertThat(ExecutionFailureHandler.isUnrecoverableError(failure)).isFalse();
  }

  private static MakeVariants make(Buckets buckets) {
    return make(buckets, RendersForEver::new);
  }

  private static MakeVariants make(Buckets buckets, RendererFactory renderers) {
    return new MakeVariants(
        Part.EAGER,
        Events.ORIGINALS,
        "calotype-variants",
        DEAD_LETTERS,
        RecipeReader.defaultJson(),
        MakeSettings.DEFAULT,
        buckets,
        renderers);
  }

  private static OneInputStreamOperatorTestHarness<OriginalEvent, Outcome> harness(
      MakeVariants make) throws Exception {
    return new OneInputStreamOperatorTestHarness<>(
        new AsyncWaitOperatorFactory<>(make, 60_000, 16, OutputMode.UNORDERED),
        TypeInformation.of(OriginalEvent.class).createSerializer(new SerializerConfigImpl()));
  }

  /** One that ends when its task does. */
  private static final class RendersForEver extends Waits {
    @Override
    void await() {
      RENDERING.countDown();
      awaitQuietly(new CountDownLatch(1));
    }
  }

  /** One that only {@link #END} ends. */
  private static final class RendersUntilTheEnd extends Waits {
    @Override
    void await() {
      BEGUN.countDown();
      boolean interrupted = false;
      while (END.getCount() > 0) {
        try {
          END.await();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private abstract static class Waits implements Renderer {
    private final FakeRenderer fake = new FakeRenderer();

    abstract void await();

    @Override
    public String name() {
      return fake.name();
    }

    @Override
    public Set<Format> formats() {
      return fake.formats();
    }

    @Override
    public Ladder render(byte[] original, Plan plan) {
      await();
      return fake.render(original, plan);
    }
  }
}
