package io.calotype.benchmarks.endtoend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.calotype.variants.recipe.RecipeReader;
import java.util.Iterator;

/** The default recipe, or a part of it. */
enum Recipes {
  /**
   * All formats: the slow ones follow in a second round, from the decode of the first while it is
   * kept.
   */
  WHOLE("JPEG + WebP + AVIF") {
    @Override
    boolean keeps(JsonNode format) {
      return true;
    }
  },

  /** All formats but slow ones: what a viewer may wait for. */
  EAGER("JPEG + WebP") {
    @Override
    boolean keeps(JsonNode format) {
      return !format.path("slow").asBoolean();
    }
  },

  /** JPEG alone: the least work a photo, so that what is around it shows most. */
  JPEG("JPEG") {
    @Override
    boolean keeps(JsonNode format) {
      return format.path("format").asText().equals("jpeg");
    }
  };

  private final String label;

  Recipes(String label) {
    this.label = label;
  }

  abstract boolean keeps(JsonNode format);

  /** As results name it. */
  String label() {
    return label;
  }

  /** The recipe. */
  String json() {
    try {
      ObjectNode recipe = (ObjectNode) new ObjectMapper().readTree(RecipeReader.defaultJson());
      for (Iterator<JsonNode> formats = recipe.path("formats").iterator(); formats.hasNext(); ) {
        if (!keeps(formats.next())) {
          formats.remove();
        }
      }
      return recipe.toString();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the default recipe is JSON", e);
    }
  }
}
