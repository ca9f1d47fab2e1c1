package io.calotype.variants.render.vips;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.variants.fixture.SharedData;
import io.calotype.variants.plan.Plan;
import io.calotype.variants.probe.Admission;
import io.calotype.variants.probe.ImageHeader;
import io.calotype.variants.probe.Probe;
import io.calotype.variants.reason.RefusedException;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import io.calotype.variants.render.RenderedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real files: each one is rendered whole, or refused with a reason. */
class VipsCorpusTest {
  private final Recipe recipe = RecipeReader.defaultRecipe();

  @ParameterizedTest
  @ValueSource(strings = {"free", "photos"})
  void rendersEveryPhoto(String folder) throws IOException {
    for (Path file : SharedData.files(folder)) {
      assertRendered(file);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = "edge-cases")
  void rendersOrRefusesEveryEdgeCase(String folder) throws IOException {
    List<String> refused = new ArrayList<>();
    for (Path file : SharedData.files(folder)) {
      try {
        assertRendered(file);
      } catch (RefusedException e) {
        refused.add(file.getFileName() + " " + e.reason());
      }
    }
    assertThat(refused).contains("truncated.jpg TRUNCATED", "truncated.png TRUNCATED");
  }

  private void assertRendered(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    ImageHeader header = Probe.read(bytes, recipe);
    Admission.requireWithin(header, recipe);
    Plan plan = Plan.ladder(recipe, header);
    for (RenderedImage image : Pictures.RENDERER.render(bytes, plan).images()) {
      ImageHeader made = Probe.read(image.bytes(), recipe);
      assertThat(List.of(made.widthPx(), made.heightPx(), made.orientation()))
          .as("%s as %s", file, image.planned())
          .containsExactly(image.planned().widthPx(), image.planned().heightPx(), 1);
    }
  }
}
