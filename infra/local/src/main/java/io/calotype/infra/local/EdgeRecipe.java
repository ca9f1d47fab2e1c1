package io.calotype.infra.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.calotype.variants.name.Format;
import java.util.Iterator;
import java.util.Set;

/**
 * The recipe as the functions at the edge get it: without the formats that the engine here cannot
 * encode, or browsers would negotiate WebP that nobody makes. The job and the on-the-fly function
 * keep the whole recipe, whose fingerprint is in what they store.
 */
final class EdgeRecipe {
  private static final ObjectMapper JSON = new ObjectMapper();

  private EdgeRecipe() {}

  /**
   * A valid recipe's JSON with these formats only.
   *
   * @param made what the engine can encode
   */
  static String json(String recipeJson, Set<Format> made) {
    try {
      JsonNode recipe = JSON.readTree(recipeJson);
      Iterator<JsonNode> encodings = recipe.path("formats").elements();
      while (encodings.hasNext()) {
        String id = encodings.next().path("format").asText();
        if (made.stream().noneMatch(format -> format.id().equals(id))) {
          encodings.remove();
        }
      }
      return JSON.writeValueAsString(recipe);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("expected a recipe that was validated already", e);
    }
  }
}
