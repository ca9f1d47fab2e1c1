package io.calotype.variants.plan;

import io.calotype.variants.name.VariantName;
import io.calotype.variants.probe.ImageHeader;
import io.calotype.variants.recipe.Encoding;
import io.calotype.variants.recipe.Recipe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The images to encode for one original, widest first, so that each can be made from the one
 * before.
 *
 * @param header the original
 * @param recipe the recipe that it follows
 * @param images widest first; within a width in the recipe's order of formats
 */
public record Plan(ImageHeader header, Recipe recipe, List<PlannedImage> images) {
  /** Copies the list. */
  public Plan {
    images = List.copyOf(images);
  }

  /**
   * The whole ladder of an original: every step in every format, never enlarged. Steps at or above
   * the original's width become one image of the original's width under several names.
   */
  public static Plan ladder(Recipe recipe, ImageHeader header) {
    Map<Integer, List<Integer>> stepsByWidthPx = new LinkedHashMap<>();
    for (int i = recipe.widthsPx().size() - 1; i >= 0; i--) {
      int stepPx = recipe.widthsPx().get(i);
      int widthPx = Math.min(stepPx, header.uprightWidthPx());
      stepsByWidthPx.computeIfAbsent(widthPx, any -> new ArrayList<>()).add(0, stepPx);
    }
    List<PlannedImage> images = new ArrayList<>();
    stepsByWidthPx.forEach(
        (widthPx, stepsPx) -> {
          for (Encoding encoding : recipe.encodings()) {
            images.add(
                new PlannedImage(
                    widthPx,
                    heightPx(header, widthPx),
                    encoding,
                    stepsPx.stream()
                        .map(stepPx -> VariantName.uncropped(stepPx, encoding.format()))
                        .toList()));
          }
        });
    return new Plan(header, recipe, images);
  }

  /** The height that keeps the upright original's shape at a width: rounded half up, 1 or more. */
  private static int heightPx(ImageHeader header, int widthPx) {
    long width = header.uprightWidthPx();
    long height = header.uprightHeightPx();
    return (int) Math.max(1, (2L * widthPx * height + width) / (2 * width));
  }
}
