package io.calotype.pipeline.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calotype.pipeline.fixture.FakePicture;
import io.calotype.pipeline.fixture.FakeRenderer;
import io.calotype.pipeline.store.StorageFault;
import io.calotype.variants.name.Format;
import io.calotype.variants.plan.Plan;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.reason.RefusedException;
import io.calotype.variants.recipe.RecipeReader;
import io.calotype.variants.render.BaseKeeper;
import io.calotype.variants.render.Ladder;
import io.calotype.variants.render.LadderMaker;
import io.calotype.variants.render.Renderer;
import io.calotype.variants.render.RendererUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BoundedRendererTest {
  private static final byte[] PICTURE = FakePicture.of(200, 100, "dog", "");

  @Test
  void refusesWhatTheGuardRefusesWithItsSightings() throws Exception {
    RenderResult result =
        render(
            (key, original, render) -> {
              throw new RefusedException(Reason.RENDERER_CRASHED, "a test");
            });
    assertThat(result.refusal().code()).isEqualTo(Reason.RENDERER_CRASHED);
    assertThat(result.attempts()).isEqualTo(3);
  }

  @Test
  void blamesNoFileForAFaultOfTheGuardsStorage() {
    assertThatThrownBy(
            () ->
                render(
                    (key, original, render) -> {
                      throw new StorageFault(StorageFault.Kind.RETRYABLE, "a test", null);
                    }))
        .isInstanceOf(StorageFault.class);
  }

  @Test
  void blamesNoFileForAnEngineThatWasClosed() {
    assertThatThrownBy(
            () ->
                render(
                    (key, original, render) -> {
                      throw new RendererUnavailableException("a test");
                    }))
        .isInstanceOf(RendererUnavailableException.class);
  }

  @Test
  void tellsTheGuardWhichFileItIs() throws Exception {
    RenderResult result =
        render(
            (key, original, render) -> {
              assertThat(key).isEqualTo("a");
              assertThat(original).isEqualTo(PICTURE);
              return render.get();
            });
    assertThat(result.attempts()).isEqualTo(1);
    assertThat(result.rendering()).isNotNull();
  }

  /** A process that was stopped for a while looks like a render that took too long. */
  @Test
  void triesOnceMoreWhatTookTooLong() throws Exception {
    RenderResult result = render(new Refusing(1, Reason.RENDER_TIMEOUT));
    assertThat(result.rendering()).isNotNull();
    assertThat(result.attempts()).isEqualTo(2);
  }

  @Test
  void refusesWhatTookTooLongTwice() throws Exception {
    Refusing engine = new Refusing(Integer.MAX_VALUE, Reason.RENDER_TIMEOUT);
    RenderResult result = render(engine);
    assertThat(result.refusal().code()).isEqualTo(Reason.RENDER_TIMEOUT);
    assertThat(result.refusal().message()).isEqualTo("a test");
    assertThat(result.attempts()).isEqualTo(2);
    assertThat(engine.renders).isEqualTo(2);
  }

  @Test
  void refusesAtOnceWhatAnotherTryCannotChange() throws Exception {
    RenderResult result = render(new Refusing(1, Reason.TRUNCATED));
    assertThat(result.refusal().code()).isEqualTo(Reason.TRUNCATED);
    assertThat(result.attempts()).isEqualTo(1);
  }

  private static RenderResult render(RenderGuard guard) throws InterruptedException {
    return render(new FakeRenderer(), guard);
  }

  private static RenderResult render(Renderer engine) throws InterruptedException {
    return render(engine, (key, original, render) -> render.get());
  }

  private static RenderResult render(Renderer engine, RenderGuard guard)
      throws InterruptedException {
    String recipe = "{\"version\": 1, \"widths\": [160], \"formats\": [%s]}";
    String jpeg = "{\"format\": \"jpeg\", \"quality\": 80}";
    return new BoundedRenderer(
            new LadderMaker(
                RecipeReader.read(
                    "a test", recipe.formatted(jpeg).getBytes(StandardCharsets.UTF_8)),
                engine),
            new VariantBudget(1_000_000, 1_000_000),
            1,
            new Lanes().fast(),
            new Deaf(),
            (key, original, render) -> render.get())
        .behind(guard)
        .render("a", PICTURE, Part.EAGER, Set.of(), BaseKeeper.NONE);
  }

  /** Refuses its first renders. */
  private static final class Refusing extends FakeRenderer {
    private final int refusals;
    private final Reason reason;
    private int renders;

    Refusing(int refusals, Reason reason) {
      this.refusals = refusals;
      this.reason = reason;
    }

    @Override
    public Ladder render(byte[] original, Plan plan, BaseKeeper keeper) {
      if (renders++ < refusals) {
        throw new RefusedException(reason, "a test");
      }
      return super.render(original, plan, keeper);
    }
  }

  private static final class Deaf implements RenderListener {
    @Override
    public void encoded(Format format, long bytes) {}

    @Override
    public void rendered(Duration took) {}
  }
}
