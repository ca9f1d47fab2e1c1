package io.calotype.pipeline.make;

import io.calotype.pipeline.fault.Backoff;
import io.calotype.pipeline.fixture.FakeRenderer;
import io.calotype.pipeline.render.BoundedRenderer;
import io.calotype.pipeline.render.HeapRoom;
import io.calotype.pipeline.render.KeptBases;
import io.calotype.pipeline.render.Lanes;
import io.calotype.pipeline.render.Part;
import io.calotype.pipeline.render.RenderListener;
import io.calotype.pipeline.render.VariantBudget;
import io.calotype.pipeline.store.FanOut;
import io.calotype.pipeline.store.RetryPolicy;
import io.calotype.pipeline.store.RetryingObjectStore;
import io.calotype.pipeline.store.StorageFault;
import io.calotype.pipeline.store.testing.FakeObjectStore;
import io.calotype.pipeline.store.testing.FakeObjectStore.Calls;
import io.calotype.pipeline.store.testing.FakeObjectStore.Kept;
import io.calotype.pipeline.store.testing.FakeObjectStore.Objects;
import io.calotype.variants.name.Format;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import io.calotype.variants.render.LadderMaker;
import io.calotype.variants.render.Rendering;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Two buckets and makers that work on them. */
final class Bench {
  static final Recipe RECIPE = recipe("");

  final Objects originals = new Objects();
  final Objects variants = new Objects();
  final AtomicInteger renders = new AtomicInteger();
  final AtomicInteger encoded = new AtomicInteger();
  final FakeRenderer engine = new FakeRenderer();
  final KeptBases bases = new KeptBases(new HeapRoom(1_000_000));
  private final AtomicInteger records = new AtomicInteger();

  /** The original {@code a} is there, and cannot be read. */
  static final Calls ARCHIVED = unreadable(StorageFault.Kind.ARCHIVED);

  /** Happens once, when a render has ended and nothing of it is stored. */
  private Runnable afterRender = () -> {};

  void afterRender(Runnable once) {
    afterRender = once;
  }

  private void rendered() {
    Runnable now = afterRender;
    afterRender = () -> {};
    now.run();
  }

  /** The original {@code a} is there, and its bytes are a fault. */
  static Calls unreadable(StorageFault.Kind kind) {
    return new Calls() {
      @Override
      public <T> T make(String what, Supplier<T> call) {
        if (what.equals("fetch a")) {
          throw new StorageFault(kind, what + ": " + kind, null);
        }
        return call.get();
      }
    };
  }

  /** With a slow format. */
  static final Recipe SLOW =
      RecipeReader.read(
          "a test",
          """
          {"version": 1, "widths": [160, 320], "ratios": ["1:1"],
           "formats": [{"format": "jpeg", "quality": 80},
                       {"format": "avif", "quality": 50, "slow": true}]}
          """
              .getBytes(StandardCharsets.UTF_8));

  static Recipe recipe(String more) {
    return RecipeReader.read(
        "a test",
        """
        {"version": 1, "widths": [160, 320], "ratios": ["1:1"],
         "formats": [{"format": "jpeg", "quality": 80}, {"format": "webp", "quality": 80}]%s}
        """
            .formatted(more)
            .getBytes(StandardCharsets.UTF_8));
  }

  VariantMaker maker(Calls calls) {
    return maker(RECIPE, calls);
  }

  VariantMaker maker(Recipe recipe, Calls calls) {
    return maker(recipe, Part.EAGER, calls);
  }

  VariantMaker maker(Recipe recipe, Part part, Calls calls) {
    VariantBudget budget = new VariantBudget(1_000_000, 1_000_000);
    RetryPolicy retries = new RetryPolicy(3, new Backoff(Duration.ZERO, Duration.ZERO));
    return new VariantMaker(
        recipe,
        new RetryingObjectStore(new FakeObjectStore(originals, calls), retries, () -> {}),
        new RetryingObjectStore(new FakeObjectStore(variants, calls), retries, () -> {}),
        new BoundedRenderer(
            new LadderMaker(recipe, engine),
            budget,
            1,
            new Lanes().fast(),
            new Counting(),
            (key, original, render) -> {
              Rendering rendering = render.get();
              rendered();
              return rendering;
            }),
        bases,
        budget,
        part,
        FanOut.NONE);
  }

  /** Makes undisturbed, for a record of its own. */
  Made make(String key) {
    return make(key, "shard/" + records.incrementAndGet());
  }

  Made make(String key, String record) {
    return make(RECIPE, Part.EAGER, key, record);
  }

  Made make(Recipe recipe, Part part, String key, String record) {
    try {
      return maker(recipe, part, FakeObjectStore.DIRECT).make(key, record);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** What stands in the variants bucket, without what tells how a manifest came to be. */
  Map<String, String> shown() {
    Map<String, String> shown = new TreeMap<>();
    variants
        .all()
        .forEach(
            (key, kept) -> {
              Map<String, String> metadata = new TreeMap<>(kept.object().metadata());
              metadata.remove("record");
              metadata.remove("replaces");
              shown.put(key, text(kept) + " " + metadata);
            });
    return shown;
  }

  private static String text(Kept kept) {
    return new String(kept.object().bytes(), StandardCharsets.UTF_8);
  }

  private final class Counting implements RenderListener {
    @Override
    public void encoded(Format format, long bytes) {
      encoded.incrementAndGet();
    }

    @Override
    public void rendered(Duration took) {
      renders.incrementAndGet();
    }
  }
}
