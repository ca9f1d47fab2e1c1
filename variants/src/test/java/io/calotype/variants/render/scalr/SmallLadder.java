package io.calotype.variants.render.scalr;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.calotype.variants.name.Format;
import io.calotype.variants.reason.RefusedException;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import io.calotype.variants.render.LadderMaker;
import io.calotype.variants.render.Rendering;
import java.nio.charset.StandardCharsets;

/** What the engine makes of a file by a recipe of two widths, or why it makes nothing. */
final class SmallLadder {
  static final Recipe RECIPE = recipe(80);
  private static final ScalrRenderer RENDERER = new ScalrRenderer();

  private SmallLadder() {}

  /** With this quality for JPEG. */
  static Recipe recipe(int quality) {
    String json =
        """
        {"version": 1, "widths": [160, 400], "background": "#1e90ff",
         "formats": [{"format": "jpeg", "quality": %d}, {"format": "png", "quality": 80},
                     {"format": "webp", "quality": 80}]}
        """
            .formatted(quality);
    return RecipeReader.read("a test", json.getBytes(StandardCharsets.UTF_8));
  }

  static Rendering make(byte[] file) {
    return make(RECIPE, file);
  }

  static Rendering make(Recipe recipe, byte[] file) {
    return new LadderMaker(recipe, RENDERER).make(file);
  }

  /** The image of a format, widest first. */
  static byte[] rendered(byte[] file, Format format, int index) {
    return make(file).ladder().images().stream()
        .filter(image -> image.planned().encoding().format() == format)
        .toList()
        .get(index)
        .bytes();
  }

  static RefusedException refusal(byte[] file) {
    return refusal(RECIPE, file);
  }

  static RefusedException refusal(Recipe recipe, byte[] file) {
    return catchThrowableOfType(RefusedException.class, () -> make(recipe, file));
  }
}
