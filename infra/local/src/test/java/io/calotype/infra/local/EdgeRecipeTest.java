package io.calotype.infra.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.variants.name.Format;
import io.calotype.variants.recipe.Encoding;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EdgeRecipeTest {
  private static Recipe read(String json) {
    return RecipeReader.read("edge", json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void offersOnlyWhatTheEngineMakes() {
    Recipe recipe =
        read(EdgeRecipe.json(RecipeReader.defaultJson(), Set.of(Format.JPEG, Format.PNG)));

    assertThat(recipe.encodings()).extracting(Encoding::format).containsExactly(Format.JPEG);
  }

  @Test
  void keepsTheRecipeWhereTheEngineMakesAllOfIt() {
    Recipe recipe = read(EdgeRecipe.json(RecipeReader.defaultJson(), EnumSet.allOf(Format.class)));

    assertThat(recipe).isEqualTo(RecipeReader.defaultRecipe());
  }
}
