package io.calotype.variants.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.calotype.variants.fixture.JsonSchemas;
import io.calotype.variants.name.Format;
import io.calotype.variants.name.Ratio;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeReaderTest {
  private static final String SCHEMA = "recipe.schema.json";

  @Test
  void readsTheDefaultRecipe() throws IOException {
    Recipe recipe = RecipeReader.defaultRecipe();
    assertThat(recipe.widthsPx()).containsExactly(160, 320, 640, 1080, 1920);
    assertThat(recipe.encodings())
        .containsExactly(
            new Encoding(Format.JPEG, 80, 2, false),
            new Encoding(Format.WEBP, 80, 2, false),
            new Encoding(Format.AVIF, 55, 0, true));
    assertThat(recipe.ratios()).contains(new Ratio(1, 1), new Ratio(9, 16)).hasSize(7);
    assertThat(recipe.limits()).isEqualTo(Limits.DEFAULT);
    try (InputStream in =
        Recipe.class.getResourceAsStream("/io/calotype/variants/default-recipe.json")) {
      String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(JsonSchemas.problems(SCHEMA, json)).isEmpty();
    }
  }

  @Test
  void givesWhatIsLeftOutItsDefault() {
    Recipe recipe =
        read("{'version': 1, 'widths': [9], 'formats': [{'format': 'jpeg', 'quality': 1}]}");
    assertThat(recipe.ratios()).isEmpty();
    assertThat(recipe.background()).isEqualTo(RgbColor.WHITE);
    assertThat(recipe.accept()).containsExactlyInAnyOrderElementsOf(RecipeReader.READABLE_TYPES);
    assertThat(recipe.limits()).isEqualTo(Limits.DEFAULT);
    assertThat(recipe.encodings()).containsExactly(new Encoding(Format.JPEG, 1, 2, false));
  }

  @Test
  void readsEachProperty() {
    Recipe recipe =
        read(
            """
            {'$schema': 'x', 'version': 1, 'widths': [300, 20], 'ratios': ['21:9'],
             'formats': [{'format': 'avif', 'quality': 50, 'effort': 9, 'slow': true},
                         {'format': 'jpeg', 'quality': 100}],
             'background': '#1E90FF', 'accept': ['image/png'],
             'limits': {'bytes': 1, 'dimension': 2, 'pixels': 3, 'frames': 4, 'outputBytes': 5,
                        'renderSeconds': 6}}
            """);
    assertThat(recipe.widthsPx()).containsExactly(20, 300);
    assertThat(recipe.ratios()).containsExactly(new Ratio(21, 9));
    assertThat(recipe.encodings().get(0)).isEqualTo(new Encoding(Format.AVIF, 50, 9, true));
    assertThat(recipe.background()).hasToString("#1e90ff");
    assertThat(recipe.accept()).containsExactly("image/png");
    assertThat(recipe.limits()).isEqualTo(new Limits(1, 2, 3, 4, 5, Duration.ofSeconds(6)));
  }

  @Test
  void reportsAllProblemsTogether() {
    InvalidRecipeException invalid =
        invalid(
            """
            {'version': 2, 'widths': [0, 160, 160, '9'], 'ratios': ['0:1'], 'sizes': [],
             'formats': [{'format': 'gif', 'quality': 101, 'speed': 1}],
             'background': 'white', 'accept': ['image/heic'], 'limits': {'bytes': 0, 'files': 1}}
            """);
    assertThat(invalid.problems())
        .containsExactly(
            "sizes: expected only $schema, version, widths, ratios, formats, background, gravity,"
                + " metadata, rules, accept, limits here: take it out or correct its name",
            "version: expected 1 but got 2",
            "widths[0]: expected a whole number of 1 to 16383 but got 0",
            "widths[2]: expected each only once but got 160 again",
            "widths[3]: expected a whole number of 1 to 16383 but got \"9\"",
            "ratios[0]: expected a ratio such as \"4:3\" but got \"0:1\"",
            "formats[0].speed: expected only format, quality, effort, slow, optimizeCoding here:"
                + " take it out or correct its name",
            "formats[0].format: expected one of jpeg, webp, avif, png but got \"gif\"",
            "formats[0].quality: expected a whole number of 1 to 100 but got 101",
            "background: expected a colour such as \"#ffffff\" but got \"white\"",
            "accept[0]: expected one of image/jpeg, image/png, image/webp, image/gif, image/tiff,"
                + " image/avif but got \"image/heic\"",
            "limits.files: expected only bytes, dimension, pixels, frames, outputPixels,"
                + " outputBytes, renderSeconds here: take it out or correct its name",
            "limits.bytes: expected a whole number of 1 to 2000000000 but got 0");
    assertThat(invalid).hasMessageStartingWith("a test has 13 problems:\n  sizes: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[] | expected an object but got []",
        "null | expected an object but got null",
        "{} | version: expected a whole number but it is missing",
        "{} | widths: expected a list but it is missing",
        "{} | formats: expected a list but it is missing",
        "{'widths': 9} | widths: expected a list of 1 to 32 items but got 9",
        "{'widths': []} | widths: expected a list of 1 to 32 items but got 0 items",
        "{'widths': [1.5]} | widths[0]: expected a whole number of 1 to 16383 but got 1.5",
        "{'widths': [16384]} | widths[0]: expected a whole number of 1 to 16383 but got 16384",
        "{'formats': [9]} | formats[0]: expected an object but got 9",
        "{'formats': [{'format': 'jpeg'}]}"
            + " | formats[0].quality: expected a whole number but it is missing",
        "{'formats': [{'format': 'webp', 'quality': 9, 'effort': 7}]}"
            + " | formats[0].effort: expected a whole number of 0 to 6 but got 7",
        "{'formats': [{'format': 'jpeg', 'quality': 9, 'slow': 1}]}"
            + " | formats[0].slow: expected true or false but got 1",
        "{'version': 1, 'widths': [9], 'formats': [{'format': 'webp', 'quality': 9}]}"
            + " | formats: expected jpeg among them, since every viewer can show it, but got webp",
        "{'limits': 9} | limits: expected an object but got 9"
      })
  void saysWhatWasExpectedAndWhatCame(String json, String problem) {
    assertThat(invalid(json).problems()).contains(problem);
  }

  @Test
  void saysWhereJsonIsBroken() {
    assertThat(invalid("{\n  'version': 1,,").problems())
        .singleElement()
        .asString()
        .startsWith("line 2, column 16: Unexpected character (',' (code 44))");
    assertThat(invalid("{} {}").problems()).hasSize(1);
    assertThat(invalid("{'version': 1, 'version': 1}").problems())
        .singleElement()
        .asString()
        .contains("Duplicate field 'version'");
    assertThat(invalid("").problems()).hasSize(1);
  }

  @Test
  void readsFiles(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("recipe.json");
    Files.writeString(file, "{}");
    assertThatThrownBy(() -> RecipeReader.read(file))
        .isInstanceOf(InvalidRecipeException.class)
        .hasMessageStartingWith(file + " has 3 problems:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "'ratios': []",
        "'ratios': ['1:1', '99:99']",
        "'background': '#aBcDeF'",
        "'accept': ['image/jpeg']",
        "'limits': {}",
        "'limits': {'bytes': 2000000000, 'dimension': 65535, 'pixels': 1000000000}",
        "'limits': {'frames': 10000, 'outputBytes': 2000000000, 'renderSeconds': 900}",
        "'limits': {'bytes': 1.0}",
        "'$schema': 'anything'"
      })
  void agreesWithTheSchemaOnWhatIsGood(String more) {
    String json = withJpeg(more);
    assertThat(JsonSchemas.problems(SCHEMA, json)).isEmpty();
    assertThat(read(json).widthsPx()).containsExactly(9);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'$schema': 1",
        "'other': 1",
        "'ratios': '1:1'",
        "'ratios': null",
        "'ratios': ['1:1', '1:1']",
        "'ratios': ['1x1']",
        "'ratios': ['01:1']",
        "'ratios': ['100:1']",
        "'ratios': ['0:1']",
        "'ratios': [' 1:1']",
        "'ratios': [1]",
        "'background': '#fff'",
        "'background': '#gggggg'",
        "'background': 'white'",
        "'background': '#ffffff0'",
        "'background': null",
        "'accept': []",
        "'accept': ['image/jpeg', 'image/jpeg']",
        "'accept': ['image/heic']",
        "'accept': ['IMAGE/JPEG']",
        "'accept': null",
        "'limits': []",
        "'limits': null",
        "'limits': {'bytes': 0}",
        "'limits': {'bytes': 2000000001}",
        "'limits': {'dimension': 65536}",
        "'limits': {'pixels': 1000000001}",
        "'limits': {'frames': 10001}",
        "'limits': {'outputBytes': 0}",
        "'limits': {'renderSeconds': 901}",
        "'limits': {'renderSeconds': 1.5}",
        "'limits': {'bytes': '1'}",
        "'limits': {'bytes': null}",
        "'limits': {'bytes': 1e400}",
        "'limits': {'other': 1}"
      })
  void agreesWithTheSchemaOnWhatIsBad(String more) {
    assertBothRefuse(withJpeg(more));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "{'widths': [9], 'formats': [{'format': 'jpeg', 'quality': 9}]}",
        "{'version': 2, 'widths': [9], 'formats': [{'format': 'jpeg', 'quality': 9}]}",
        "{'version': '1', 'widths': [9], 'formats': [{'format': 'jpeg', 'quality': 9}]}",
        "{'version': 1, 'formats': [{'format': 'jpeg', 'quality': 9}]}",
        "{'version': 1, 'widths': [], 'formats': [{'format': 'jpeg', 'quality': 9}]}",
        "{'version': 1, 'widths': [9, 9], 'formats': [{'format': 'jpeg', 'quality': 9}]}",
        "{'version': 1, 'widths': [0], 'formats': [{'format': 'jpeg', 'quality': 9}]}",
        "{'version': 1, 'widths': [16384], 'formats': [{'format': 'jpeg', 'quality': 9}]}",
        "{'version': 1, 'widths': [9.5], 'formats': [{'format': 'jpeg', 'quality': 9}]}",
        "{'version': 1, 'widths': [9]}",
        "{'version': 1, 'widths': [9], 'formats': []}",
        "{'version': 1, 'widths': [9], 'formats': [9]}",
        "{'version': 1, 'widths': [9], 'formats': [{'format': 'webp', 'quality': 9}]}",
        "{'version': 1, 'widths': [9], 'formats': [{'format': 'jpeg'}]}",
        "{'version': 1, 'widths': [9], 'formats': [{'quality': 9}]}",
        "{'version': 1, 'widths': [9], 'formats': [{'format': 'jpg', 'quality': 9}]}",
        "{'version': 1, 'widths': [9], 'formats': [{'format': 'jpeg', 'quality': 0}]}",
        "{'version': 1, 'widths': [9], 'formats': [{'format': 'jpeg', 'quality': 101}]}",
        "{'version': 1, 'widths': [9], 'formats': [{'format': 'jpeg', 'quality': 9, 'slow': 1}]}",
        "{'version': 1, 'widths': [9], 'formats': [{'format': 'jpeg', 'quality': 9, 'x': 1}]}",
        "{'version': 1, 'widths': [9], 'formats': [{'format': 'jpeg', 'quality': 9},"
            + " {'format': 'jpeg', 'quality': 8}]}",
        "{'version': 1, 'widths': [9], 'formats': [{'format': 'jpeg', 'quality': 9},"
            + " {'format': 'webp', 'quality': 9, 'effort': 7}]}",
        "{'version': 1, 'widths': [9], 'formats': [{'format': 'jpeg', 'quality': 9},"
            + " {'format': 'avif', 'quality': 9, 'effort': 10}]}"
      })
  void agreesWithTheSchemaOnWhatEveryRecipeNeeds(String json) {
    assertBothRefuse(json);
  }

  private static void assertBothRefuse(String json) {
    assertThat(invalid(json).problems()).isNotEmpty();
    assertThat(JsonSchemas.problems(SCHEMA, json.replace('\'', '"'))).isNotEmpty();
  }

  private static String withJpeg(String more) {
    return ("{'version': 1, 'widths': [9], 'formats': [{'format': 'jpeg', 'quality': 9}]"
            + (more.isEmpty() ? "" : ", " + more)
            + "}")
        .replace('\'', '"');
  }

  private static Recipe read(String json) {
    return RecipeReader.read("a test", json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static InvalidRecipeException invalid(String json) {
    InvalidRecipeException invalid =
        catchThrowableOfType(InvalidRecipeException.class, () -> read(json));
    assertThat(invalid).as("refused").isNotNull();
    assertThat(List.copyOf(invalid.problems())).allMatch(problem -> !problem.contains("\n"));
    return invalid;
  }
}
