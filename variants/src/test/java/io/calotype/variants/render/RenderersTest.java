package io.calotype.variants.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calotype.variants.render.scalr.ScalrRenderer;
import org.junit.jupiter.api.Test;

class RenderersTest {
  @Test
  void takesVipsWhereItWorks() {
    Renderer vips = new ScalrRenderer();
    assertThat(Renderers.choose("auto", () -> vips)).isSameAs(vips);
    assertThat(Renderers.choose("vips", () -> vips)).isSameAs(vips);
  }

  @Test
  void fallsBackToScalrWhereNothingElseWasAskedFor() {
    assertThat(Renderers.choose("auto", RenderersTest::missing).name()).isEqualTo("scalr");
  }

  @Test
  void failsWhereVipsWasAskedForAndCannotWork() {
    assertThatThrownBy(() -> Renderers.choose("vips", RenderersTest::missing))
        .isInstanceOf(RendererUnavailableException.class)
        .hasMessage("expected a library for sparc but there is none");
  }

  @Test
  void takesScalrWithoutTryingVips() {
    assertThat(Renderers.choose("scalr", RenderersTest::missing).name()).isEqualTo("scalr");
  }

  @Test
  void refusesOtherNames() {
    assertThatThrownBy(() -> Renderers.choose("magick", RenderersTest::missing))
        .hasMessage("expected an engine of auto, vips or scalr but got \"magick\"");
  }

  private static Renderer missing() {
    throw new RendererUnavailableException("expected a library for sparc but there is none");
  }
}
