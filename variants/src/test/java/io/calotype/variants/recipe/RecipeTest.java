package io.calotype.variants.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calotype.variants.name.Format;
import io.calotype.variants.name.VariantName;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeTest {
  private static final Recipe RECIPE = RecipeReader.defaultRecipe();

  @Test
  void namesItsLadderNarrowestFirst() {
    assertThat(RECIPE.ladder().stream().map(VariantName::toString))
        .containsExactly(
            "w160.jpg",
            "w160.webp",
            "w160.avif",
            "w320.jpg",
            "w320.webp",
            "w320.avif",
            "w640.jpg",
            "w640.webp",
            "w640.avif",
            "w1080.jpg",
            "w1080.webp",
            "w1080.avif",
            "w1920.jpg",
            "w1920.webp",
            "w1920.avif");
  }

  @ParameterizedTest
  @CsvSource({"1, 160", "160, 160", "161, 320", "1919, 1920", "1920, 1920", "1921, 1920"})
  void snapsUpToItsLadder(int widthPx, int stepPx) {
    assertThat(RECIPE.snapUp(widthPx)).isEqualTo(stepPx);
  }

  @Test
  void hasEncodingsOfItsFormatsOnly() {
    assertThat(RECIPE.encoding(Format.WEBP)).contains(new Encoding(Format.WEBP, 80, 2, false));
    assertThat(RECIPE.encoding(Format.AVIF)).contains(new Encoding(Format.AVIF, 55, 0, true));
    assertThat(RECIPE.encoding(Format.PNG)).isEmpty();
  }

  @Test
  void refusesToBeEmpty() {
    assertThatThrownBy(
            () ->
                new Recipe(
                    List.of(),
                    List.of(),
                    RECIPE.encodings(),
                    RgbColor.WHITE,
                    Set.of("image/jpeg"),
                    Limits.DEFAULT))
        .hasMessage("expected at least one width and one format but got none");
  }

  @ParameterizedTest
  @CsvSource({"JPEG, 0, 2", "JPEG, 101, 2", "JPEG, 80, -1", "WEBP, 80, 7", "AVIF, 80, 10"})
  void refusesEncodingsOutsideTheirRanges(Format format, int quality, int effort) {
    assertThatThrownBy(() -> new Encoding(format, quality, effort, false))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
