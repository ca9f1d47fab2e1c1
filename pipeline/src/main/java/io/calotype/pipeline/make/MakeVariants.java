package io.calotype.pipeline.make;

import io.calotype.pipeline.event.OriginalEvent;
import io.calotype.pipeline.metrics.OwnMetrics;
import io.calotype.pipeline.quarantine.Attempts;
import io.calotype.pipeline.quarantine.Guards;
import io.calotype.pipeline.quarantine.HangWatch;
import io.calotype.pipeline.quarantine.Solitude;
import io.calotype.pipeline.render.BoundedRenderer;
import io.calotype.pipeline.render.KeptBases;
import io.calotype.pipeline.render.Lanes;
import io.calotype.pipeline.render.Part;
import io.calotype.pipeline.render.RendererFactory;
import io.calotype.pipeline.render.VariantBudget;
import io.calotype.pipeline.startup.MisconfiguredException;
import io.calotype.pipeline.store.Buckets;
import io.calotype.pipeline.store.FanOut;
import io.calotype.pipeline.store.ObjectStore;
import io.calotype.pipeline.store.RetryPolicy;
import io.calotype.pipeline.store.RetryingObjectStore;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import io.calotype.variants.render.LadderMaker;
import io.calotype.variants.render.Renderer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.apache.flink.util.concurrent.ExecutorThreadFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the original of each event, and makes, refuses or removes its variants: everything that
 * takes long, in one operator, whose checkpoints hold nothing but the events in hand.
 *
 * <p>Flink's own thread only hands events over. Each has a thread while it is worked on, of which
 * most wait for storage; few render. Events of one original are worked on one after the other.
 *
 * <p>A storage fault that outlasts its retries fails the task, and with it nothing is lost: the job
 * restarts from its checkpoint with the same events. A bad file never does, and one that ends the
 * whole process is found out by the processes after it ({@link Caution}, {@link Attempts}). A
 * bucket that cannot be used stops a job that has just been started, for good; one that has a
 * checkpoint is restarted until it can be used again.
 */
public final class MakeVariants extends RichAsyncFunction<OriginalEvent, Outcome>
    implements CheckpointListener, CheckpointedFunction {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(MakeVariants.class);

  /**
   * How long a cancelled task waits for its threads. A render cannot be interrupted; what goes on
   * past this is harmless to the buckets ({@link VariantMaker}), but may miss its classes.
   */
  private static final long CLOSE_SECONDS_MAX = 60;

  /** Variants of one original that are stored at a time. */
  private static final int STORING_MAX = 5;

  /** How long slow work waits for a moment without other work. */
  private static final Duration SLOW_WAIT_MAX = Duration.ofSeconds(30);

  private final Part part;

  private final String originalsBucket;
  private final String variantsBucket;
  private final String deadLettersBucket;
  private final String recipeJson;
  private final MakeSettings settings;
  private final Buckets buckets;
  private final RendererFactory renderers;

  private transient @Nullable ExecutorService threads;
  private transient @Nullable ExecutorService storing;
  private transient @Nullable List<ObjectStore> stores;
  private transient @Nullable ObjectStore markers;
  private transient @Nullable Renderer engine;
  private transient @Nullable SharedBases shared;
  private transient KeyChain chain;
  private transient VariantMaker maker;
  private transient VariantMaker carefulMaker;
  private transient Attempts attempts;
  private transient Caution caution;
  private transient MakeMetrics metrics;
  private transient volatile boolean closing;

  /** Whether there is a position that a job which stopped for good would leave behind. */
  private transient boolean restored;

  /**
   * The operator.
   *
   * @param part what it makes; what is slow is made by one thread
   * @param deadLettersBucket where the markers of renders are kept
   * @param recipeJson the recipe, as JSON
   */
  @SuppressWarnings("NullAway.Init") // Flink calls open first.
  public MakeVariants(
      Part part,
      String originalsBucket,
      String variantsBucket,
      String deadLettersBucket,
      String recipeJson,
      MakeSettings settings,
      Buckets buckets,
      RendererFactory renderers) {
    this.part = part;
    this.originalsBucket = originalsBucket;
    this.variantsBucket = variantsBucket;
    this.deadLettersBucket = deadLettersBucket;
    this.recipeJson = recipeJson;
    this.settings = settings;
    this.buckets = buckets;
    this.renderers = renderers;
  }

  @Override
  public void open(OpenContext context) {
    Recipe recipe = RecipeReader.read("the recipe", recipeJson.getBytes(StandardCharsets.UTF_8));
    VariantBudget budget = new VariantBudget(settings.bytesMax(), settings.pixelsMax());
    metrics = new MakeMetrics(OwnMetrics.of(getRuntimeContext().getMetricGroup()), budget);
    ObjectStore originals = opened(originalsBucket);
    ObjectStore variants = opened(variantsBucket);
    stores = List.of(originals, variants);
    ObjectStore deadLetters = opened(deadLettersBucket);
    markers = deadLetters;
    for (ObjectStore store : List.of(originals, variants, deadLetters)) {
      MisconfiguredException.requireReachable(store, restored);
    }
    attempts = new Attempts(deadLetters, part);
    caution = new Caution(System.currentTimeMillis());
    Renderer renders = renderers.open();
    engine = renders;
    HangWatch watch = new HangWatch(recipe.limits().renderTimeMax());
    BoundedRenderer renderer =
        new BoundedRenderer(
            new LadderMaker(recipe, renders),
            budget,
            settings.renderThreads(),
            part == Part.SLOW ? Lanes.OF_PROCESS.slow(SLOW_WAIT_MAX) : Lanes.OF_PROCESS.fast(),
            metrics,
            Guards.together(Solitude.OF_PROCESS, watch));
    shared = SharedBases.enter(task());
    KeptBases bases = shared.bases();
    if (part == Part.SLOW) {
      metrics.watch(bases);
    }
    int makers = part == Part.SLOW ? 1 : settings.inFlightMax();
    storing =
        Executors.newFixedThreadPool(
            Math.max(makers, STORING_MAX - 1), new ExecutorThreadFactory("store-variants"));
    FanOut fanOut = new FanOut(storing, STORING_MAX - 1);
    maker = new VariantMaker(recipe, originals, variants, renderer, bases, budget, part, fanOut);
    carefulMaker =
        new VariantMaker(
            recipe,
            originals,
            variants,
            renderer.behind(Guards.alone(Solitude.OF_PROCESS, watch, attempts)),
            bases,
            budget,
            part,
            fanOut);
    // Unbounded in form, bounded in fact: Flink hands over no more than the operator's capacity.
    threads = Executors.newFixedThreadPool(makers, new ExecutorThreadFactory("make-variants"));
    chain = new KeyChain(threads);
  }

  /** Its two stages have the same, since they are chained. */
  private String task() {
    return getRuntimeContext().getJobInfo().getJobId()
        + " "
        + getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
  }

  private ObjectStore opened(String bucket) {
    return new RetryingObjectStore(buckets.open(bucket), RetryPolicy.DEFAULT, metrics::retried);
  }

  @Override
  public void initializeState(FunctionInitializationContext context) {
    restored = context.isRestored();
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {
    // It has none of its own.
  }

  @Override
  public void asyncInvoke(OriginalEvent event, ResultFuture<Outcome> result) {
    VariantMaker with = caution.appliesTo(event.arrivalMs()) ? carefulMaker : maker;
    chain.submit(event.object(), () -> make(event, with, result));
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) {
    caution.checkpointCompleted();
  }

  /** Whatever goes wrong goes to Flink: an event that is never answered would stop the job. */
  private void make(OriginalEvent event, VariantMaker with, ResultFuture<Outcome> result) {
    try {
      Made made = with.make(event.key(), event.record(), event.kind() == OriginalEvent.Kind.RETRY);
      if (made.isQuarantined()) {
        attempts.forget(event.key());
        metrics.quarantined();
      }
      long nowMs = System.currentTimeMillis();
      metrics.made(made.state(), nowMs - event.arrivalMs());
      result.complete(Outcome.of(event, made, part, nowMs));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail(result, e);
    } catch (Throwable e) {
      fail(result, e);
    }
  }

  /**
   * But for what {@link #close} broke off: a job that is stopped with a savepoint has its events in
   * there, and a task that failed now would fail the stop.
   */
  private void fail(ResultFuture<Outcome> result, Throwable e) {
    if (!closing) {
      result.completeExceptionally(e);
    }
  }

  @Override
  public void close() throws Exception {
    closing = true;
    if (storing != null) {
      storing.shutdownNow();
    }
    if (threads != null) {
      threads.shutdownNow();
    }
    if (stores != null) {
      // Before the threads have ended: only this breaks off a request that hangs.
      stores.forEach(ObjectStore::close);
    }
    if (threads != null && !threads.awaitTermination(CLOSE_SECONDS_MAX, TimeUnit.SECONDS)) {
      LOG.warn("a picture is still being rendered {} s after the end", CLOSE_SECONDS_MAX);
    }
    if (markers != null) {
      // After the threads: a render that has ended takes its marker away, also now. One that stayed
      // would be held against an innocent file.
      markers.close();
    }
    if (shared != null) {
      shared.close();
    }
    if (engine != null) {
      // Else the task's class loader stays: with each restart in one process another one.
      engine.close();
    }
  }
}
