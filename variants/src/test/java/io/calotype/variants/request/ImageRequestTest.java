package io.calotype.variants.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs {@code requests.json}, as the edge's JavaScript does. */
final class ImageRequestTest {
  private final JsonNode vectors = vectors();

  @TestFactory
  Stream<DynamicTest> agreesWithTheVectors() {
    Map<String, Recipe> recipes = new HashMap<>();
    vectors
        .get("recipes")
        .properties()
        .forEach(
            named ->
                recipes.put(
                    named.getKey(),
                    RecipeReader.read(
                        named.getKey(),
                        named.getValue().toString().getBytes(StandardCharsets.UTF_8))));
    return StreamSupport.stream(vectors.get("cases").spliterator(), false)
        .map(
            vector ->
                DynamicTest.dynamicTest(
                    vector.get("name").textValue(),
                    () -> check(vector, recipes.get(vector.path("recipe").asText("default")))));
  }

  @Test
  void vectorsUseTheDefaultRecipesLadder() {
    Recipe shipped = RecipeReader.defaultRecipe();
    Recipe tested =
        RecipeReader.read(
            "default",
            vectors.get("recipes").get("default").toString().getBytes(StandardCharsets.UTF_8));

    assertThat(tested.ladder()).isEqualTo(shipped.ladder());
    assertThat(tested.ratios()).isEqualTo(shipped.ratios());
  }

  private static void check(JsonNode vector, Recipe recipe) {
    Map<String, String> headers = new HashMap<>();
    vector
        .path("headers")
        .properties()
        .forEach(header -> headers.put(header.getKey(), header.getValue().textValue()));

    ImageRequest request =
        ImageRequest.parse(
            vector.get("path").textValue(),
            vector.get("query").textValue(),
            ViewerHeaders.of(headers),
            recipe);

    if (vector.has("status")) {
      assertThat(request)
          .isEqualTo(
              new ImageRequest.Refused(
                  vector.get("status").intValue(), vector.get("message").textValue()));
      return;
    }
    assertThat(request).isInstanceOf(ImageRequest.Picture.class);
    ImageRequest.Picture picture = (ImageRequest.Picture) request;
    assertThat(picture.originalKey()).isEqualTo(vector.get("key").textValue());
    assertThat(picture.variant().toString()).isEqualTo(vector.get("variant").textValue());
    assertThat(picture.v()).isEqualTo(vector.path("v").textValue());
    if (vector.has("originPath")) {
      assertThat(picture.originPath()).isEqualTo(vector.get("originPath").textValue());
    }
  }

  private static JsonNode vectors() {
    try (InputStream in = ImageRequestTest.class.getResourceAsStream("/vectors/requests.json")) {
      return new JsonMapper().readTree(in);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
