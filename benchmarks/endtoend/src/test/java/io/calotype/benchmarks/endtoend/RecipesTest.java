package io.calotype.benchmarks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.variants.name.Format;
import io.calotype.variants.recipe.Encoding;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RecipesTest {
  @Test
  void leavesSlowFormatsOut() {
    assertThat(read(Recipes.DEFAULT).encodings()).noneMatch(Encoding::slow).hasSizeGreaterThan(1);
  }

  @Test
  void keepsJpegAlone() {
    assertThat(read(Recipes.JPEG).encodings())
        .extracting(Encoding::format)
        .containsExactly(Format.JPEG);
  }

  private static Recipe read(Recipes recipe) {
    return RecipeReader.read("test", recipe.json().getBytes(StandardCharsets.UTF_8));
  }
}
