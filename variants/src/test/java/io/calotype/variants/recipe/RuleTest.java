package io.calotype.variants.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.calotype.variants.crop.FocalPoint;
import io.calotype.variants.crop.Gravity;
import io.calotype.variants.fixture.JsonSchemas;
import io.calotype.variants.name.Format;
import io.calotype.variants.name.VariantName;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTest {
  private static final String JPEG = "image/jpeg";
  private static final VariantName WEBP_640 = VariantName.parse("w640.webp").orElseThrow();
  private static final VariantName JPEG_640 = VariantName.parse("w640.jpg").orElseThrow();
  private static final VariantName CROP_640 = VariantName.parse("w640-1x1.webp").orElseThrow();

  @Test
  void changesWhatItNamesAndNothingElse() {
    Recipe recipe =
        recipe(
            """
            {'prefix': 'art/', 'formats': [{'format': 'webp', 'quality': 95}],
             'gravity': 'attention'}
            """);
    Treatment art = recipe.treatment("art/1.jpg", JPEG);
    assertThat(art.encoding(Format.WEBP)).contains(new Encoding(Format.WEBP, 95, 4, false));
    assertThat(art.encoding(Format.JPEG)).isEqualTo(recipe.encoding(Format.JPEG));
    assertThat(art.gravity()).isEqualTo(Gravity.ATTENTION);
    assertThat(art.background()).isEqualTo(recipe.background());
    assertThat(art.metadata()).isEqualTo(MetadataPolicy.STRIP);
    assertThat(recipe.treatment("Art/1.jpg", JPEG)).isEqualTo(recipe.treatment());
  }

  @Test
  void isForTypesByContent() {
    Recipe recipe = recipe("{'types': ['image/png', 'image/gif'], 'background': '#000000'}");
    assertThat(recipe.treatment("a", "image/png").background()).hasToString("#000000");
    assertThat(recipe.treatment("a", "image/gif").background()).hasToString("#000000");
    assertThat(recipe.treatment("a.png", JPEG).background()).isEqualTo(RgbColor.WHITE);
  }

  @Test
  void goesOverEarlierOnesPartByPart() {
    Recipe recipe =
        recipe(
            """
            {'metadata': 'copyright',
             'formats': [{'format': 'jpeg', 'quality': 60, 'optimizeCoding': true}]},
            {'prefix': 'a/', 'formats': [{'format': 'jpeg', 'quality': 70}]}
            """);
    assertThat(recipe.treatment("a/b", JPEG).encoding(Format.JPEG))
        .contains(new Encoding(Format.JPEG, 70, 2, false, true));
    assertThat(recipe.treatment("a/b", JPEG).metadata()).isEqualTo(MetadataPolicy.COPYRIGHT);
    assertThat(recipe.treatment("b", JPEG).encoding(Format.JPEG).orElseThrow().quality())
        .isEqualTo(60);
  }

  @Test
  void changesTheFingerprintOfTheVariantsThatItIsForAlone() {
    Recipe plain = recipe("");
    Recipe ruled = recipe("{'prefix': 'art/', 'formats': [{'format': 'webp', 'quality': 95}]}");
    assertThat(ruled.fingerprint()).isNotEqualTo(plain.fingerprint());
    assertChanged(plain, ruled, WEBP_640, "art/1", true);
    assertChanged(plain, ruled, JPEG_640, "art/1", false);
    assertChanged(plain, ruled, WEBP_640, "other/1", false);
  }

  @Test
  void ofGravityChangesOnlyCropsWithoutFocalPoint() {
    Recipe plain = recipe("");
    Recipe ruled = recipe("{'gravity': 'attention'}");
    FocalPoint point = new FocalPoint(0.5, 0.5);
    assertChanged(plain, ruled, CROP_640, "a", true);
    assertChanged(plain, ruled, WEBP_640, "a", false);
    assertThat(ruled.fingerprint(CROP_640, "a", point))
        .isEqualTo(plain.fingerprint(CROP_640, "a", point));
  }

  @Test
  void ofBackgroundChangesOnlyFormatsWithoutTransparency() {
    Recipe plain = recipe("");
    Recipe ruled = recipe("{'background': '#000000'}");
    assertChanged(plain, ruled, JPEG_640, "a", true);
    assertChanged(plain, ruled, WEBP_640, "a", false);
  }

  @Test
  void hasTheSameFingerprintInWhateverOrderItsPartsAreWritten() {
    Recipe one =
        recipe(
            """
            {'prefix': 'a', 'types': ['image/png', 'image/gif'],
             'formats': [{'format': 'jpeg', 'quality': 1}, {'format': 'webp', 'effort': 1}]}
            """);
    Recipe other =
        recipe(
            """
            {'formats': [{'effort': 1, 'format': 'webp'}, {'quality': 1, 'format': 'jpeg'}],
             'types': ['image/gif', 'image/png'], 'prefix': 'a'}
            """);
    assertThat(other.fingerprint()).isEqualTo(one.fingerprint());
    assertThat(other.fingerprint(JPEG_640, "ab", null))
        .isEqualTo(one.fingerprint(JPEG_640, "ab", null));
  }

  @Test
  void ofAnyKindLeavesTheNamesOfTheLadder() {
    assertThat(recipe("{'prefix': 'a', 'formats': [{'format': 'webp', 'quality': 1}]}").ladder())
        .isEqualTo(recipe("").ladder());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'background': '#000000'}",
        "{'prefix': '', 'gravity': 'centre'}",
        "{'types': ['image/avif'], 'metadata': 'strip'}",
        "{'formats': [{'format': 'webp', 'effort': 6}]}",
        "{'formats': [{'format': 'jpeg'}]}"
      })
  void isGoodForReaderAndSchema(String rule) {
    recipe(rule);
    assertThat(JsonSchemas.problems("recipe.schema.json", json(rule))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | rules[0]: expected formats, background, gravity or metadata but the rule changes"
            + " nothing",
        "{'prefix': 1, 'gravity': 'centre'} | rules[0].prefix: expected a text but got 1",
        "{'types': [], 'gravity': 'centre'} | rules[0].types: expected a list of 1 to 6 items but"
            + " got 0 items",
        "{'gravity': 'north'} | rules[0].gravity: expected centre or attention but got \"north\"",
        "{'metadata': 'all'} | rules[0].metadata: expected strip or copyright but got \"all\"",
        "{'background': 'red'} | rules[0].background: expected a colour such as \"#ffffff\" but"
            + " got \"red\"",
        "{'formats': [{'format': 'webp', 'slow': true}]} | rules[0].formats[0].slow: expected only"
            + " format, quality, effort, optimizeCoding here: take it out or correct its name",
        "{'formats': [{'format': 'webp', 'quality': 0}]} | rules[0].formats[0].quality: expected a"
            + " whole number of 1 to 100 but got 0",
        "{'formats': [{'format': 'webp', 'effort': 7}]} | rules[0].formats[0].effort: expected a"
            + " whole number of 0 to 6 but got 7"
      })
  void isRefusedByReaderAndSchema(String rule, String problem) {
    assertThat(invalid(rule).problems()).containsExactly(problem);
    assertThat(JsonSchemas.problems("recipe.schema.json", json(rule))).isNotEmpty();
  }

  /** The schema cannot say it. */
  @Test
  void isRefusedWithAFormatThatTheRecipeDoesNotMake() {
    assertThat(invalid("{'formats': [{'format': 'avif', 'quality': 1}]}").problems())
        .containsExactly(
            "rules[0].formats[0].format: expected a format of the recipe, since rules add none,"
                + " but got \"avif\"");
  }

  private static void assertChanged(
      Recipe one, Recipe other, VariantName name, String key, boolean changed) {
    assertThat(!one.fingerprint(name, key, null).equals(other.fingerprint(name, key, null)))
        .as("%s of %s changed", name, key)
        .isEqualTo(changed);
  }

  private static InvalidRecipeException invalid(String rule) {
    return catchThrowableOfType(InvalidRecipeException.class, () -> recipe(rule));
  }

  private static Recipe recipe(String rules) {
    return RecipeReader.read("a test", json(rules).getBytes(StandardCharsets.UTF_8));
  }

  private static String json(String rules) {
    return """
        {'version': 1, 'widths': [320, 640],
         'formats': [{'format': 'jpeg', 'quality': 80},
                     {'format': 'webp', 'quality': 80, 'effort': 4}],
         'rules': [%s]}
        """
        .formatted(rules)
        .replace('\'', '"');
  }
}
