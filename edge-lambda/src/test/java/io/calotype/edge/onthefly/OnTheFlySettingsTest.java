package io.calotype.edge.onthefly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.calotype.edge.settings.InvalidSettingsException;
import io.calotype.variants.recipe.RecipeReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OnTheFlySettingsTest {
  private static final Map<String, String> SMALLEST =
      Map.of(
          "CALOTYPE_ORIGINALS_BUCKET", "calotype-originals",
          "CALOTYPE_VARIANTS_BUCKET", "calotype-variants");

  @Test
  void takesDefaultsForWhatMayBeLeftOut() {
    OnTheFlySettings settings = OnTheFlySettings.fromEnvironment(SMALLEST);

    assertThat(settings)
        .isEqualTo(
            OnTheFlySettings.of(
                "calotype-originals", "calotype-variants", "vips", RecipeReader.defaultRecipe()));
    assertThat(settings.rendersMax()).isBetween(1, 64);
  }

  @Test
  void readsEachVariable() {
    assertThat(
            OnTheFlySettings.fromEnvironment(
                with(
                    Map.of(
                        "CALOTYPE_ENGINE", "scalr",
                        "CALOTYPE_RENDERS", "3",
                        "CALOTYPE_WAITING", "0",
                        "CALOTYPE_BUDGET_BYTES", "1000000",
                        "CALOTYPE_BUDGET_PIXELS", "2000000",
                        "CALOTYPE_RENDER_SECONDS", "7",
                        "AWS_REGION", "eu-central-1"))))
        .isEqualTo(
            new OnTheFlySettings(
                "calotype-originals",
                "calotype-variants",
                "scalr",
                RecipeReader.defaultRecipe(),
                3,
                0,
                1_000_000,
                2_000_000,
                Duration.ofSeconds(7)));
  }

  @Test
  void reportsAllProblemsTogether() {
    assertThat(
            problems(
                Map.of(
                    "CALOTYPE_VARIANTS_BUCKET", "Not a bucket",
                    "CALOTYPE_ENGINE", "gd",
                    "CALOTYPE_RENDERS", "many",
                    "CALOTYPE_RECIPE", "{\"version\":2}",
                    "CALOTYPE_RENDER", "1")))
        .extracting(problem -> problem.substring(0, problem.indexOf(':')))
        .contains(
            "CALOTYPE_ORIGINALS_BUCKET",
            "CALOTYPE_VARIANTS_BUCKET",
            "CALOTYPE_ENGINE",
            "CALOTYPE_RENDERS",
            "CALOTYPE_RECIPE",
            "CALOTYPE_RENDER");
  }

  @ParameterizedTest
  @CsvSource({
    "CALOTYPE_RENDERS, 1, 64",
    "CALOTYPE_WAITING, 0, 10000",
    "CALOTYPE_BUDGET_BYTES, 1000000, 1000000000000",
    "CALOTYPE_BUDGET_PIXELS, 1000000, 1000000000000",
    "CALOTYPE_RENDER_SECONDS, 1, 900"
  })
  void boundsEachNumber(String name, long min, long max) {
    OnTheFlySettings.fromEnvironment(with(Map.of(name, String.valueOf(min))));
    OnTheFlySettings.fromEnvironment(with(Map.of(name, String.valueOf(max))));
    for (String not : List.of(String.valueOf(min - 1), String.valueOf(max + 1), "1.5", "")) {
      assertThat(problems(with(Map.of(name, not)))).as(not).hasSize(1);
    }
  }

  private static List<String> problems(Map<String, String> environment) {
    return catchThrowableOfType(
            InvalidSettingsException.class, () -> OnTheFlySettings.fromEnvironment(environment))
        .problems();
  }

  private static Map<String, String> with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(SMALLEST);
    all.putAll(more);
    return all;
  }
}
