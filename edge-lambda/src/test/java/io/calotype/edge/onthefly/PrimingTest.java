package io.calotype.edge.onthefly;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.variants.name.Format;
import io.calotype.variants.plan.Plan;
import io.calotype.variants.probe.SourceFormat;
import io.calotype.variants.recipe.RecipeReader;
import io.calotype.variants.render.Ladder;
import io.calotype.variants.render.Renderer;
import io.calotype.variants.render.vips.VipsRenderer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PrimingTest {
  @Test
  void rendersInEachFormatAndFromEach() {
    Noting renderer = new Noting();
    OnTheFlySettings settings =
        OnTheFlySettings.of("originals", "variants", "vips", RecipeReader.defaultRecipe());

    new Priming(settings, renderer).render();

    assertThat(renderer.made)
        .startsWith(SourceFormat.PNG + " to [JPEG, WEBP]")
        .contains(SourceFormat.JPEG + " to [JPEG, WEBP]", SourceFormat.WEBP + " to [JPEG, WEBP]");
  }

  @Test
  void leavesOutWhatTheRecipeDoesNotAccept() {
    Noting renderer = new Noting();
    OnTheFlySettings settings =
        OnTheFlySettings.of(
            "originals",
            "variants",
            "vips",
            RecipeReader.read(
                "a test",
                """
                {"version": 1, "widths": [160], "accept": ["image/png"],
                 "formats": [{"format": "jpeg", "quality": 80},
                             {"format": "avif", "quality": 50, "slow": true}]}
                """
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8)));

    new Priming(settings, renderer).render();

    assertThat(renderer.made).containsExactly(SourceFormat.PNG + " to [JPEG]");
  }

  /** The real engine, with a note of what it is asked for. */
  private static final class Noting implements Renderer {
    private final Renderer vips = VipsRenderer.open();
    final List<String> made = new ArrayList<>();

    @Override
    public String name() {
      return vips.name();
    }

    @Override
    public Set<Format> formats() {
      return vips.formats();
    }

    @Override
    public Ladder render(byte[] original, Plan plan) {
      Ladder ladder = vips.render(original, plan);
      made.add(
          plan.header().format()
              + " to "
              + ladder.images().stream()
                  .map(image -> image.planned().encoding().format())
                  .toList());
      return ladder;
    }
  }
}
