package io.calotype.variants.manifest;

import io.calotype.variants.recipe.RgbColor;
import io.calotype.variants.render.Preview;
import io.calotype.variants.render.Rendering;

/**
 * What a page shows while a picture loads.
 *
 * @param thumbHash in base64
 * @param dominantColor as {@code #1e90ff}
 */
public record Placeholder(String thumbHash, String dominantColor) {
  /** Of what was made of an original, on the background that the recipe has for this one. */
  public static Placeholder of(Rendering rendering) {
    return of(rendering.ladder().preview(), rendering.plan().treatment().background());
  }

  /**
   * Of a picture's preview.
   *
   * @param background what shows through where the picture is transparent
   */
  public static Placeholder of(Preview preview, RgbColor background) {
    return new Placeholder(
        ThumbHash.base64(preview), DominantColor.of(preview, background).toString());
  }
}
