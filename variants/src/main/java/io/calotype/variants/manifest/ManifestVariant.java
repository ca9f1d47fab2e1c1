package io.calotype.variants.manifest;

import io.calotype.variants.name.VariantName;
import io.calotype.variants.plan.PlannedImage;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.render.RenderedImage;
import io.calotype.variants.render.Rendering;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One variant that exists.
 *
 * @param name its name, as {@code w640.webp}
 * @param format its format's id, as {@code webp}
 * @param width its real width in pixels
 * @param height its real height in pixels
 * @param bytes its size
 * @param etag its entity tag, without quotes
 */
public record ManifestVariant(
    String name, String format, int width, int height, long bytes, String etag) {
  /** Refuses what is missing. */
  public ManifestVariant {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(etag, "etag");
  }

  /** The same under another entity tag. */
  public ManifestVariant storedAs(String newEtag) {
    return new ManifestVariant(name, format, width, height, bytes, newEtag);
  }

  /**
   * All variants of a rendering.
   *
   * @param etags for each name of each image the entity tag under which it was stored, without
   *     quotes
   * @throws IllegalArgumentException where a name has no etag
   */
  public static Map<VariantName, ManifestVariant> of(
      Rendering rendering, Map<VariantName, String> etags) {
    Map<VariantName, ManifestVariant> variants = new HashMap<>();
    for (RenderedImage image : rendering.ladder().images()) {
      PlannedImage planned = image.planned();
      for (VariantName name : planned.names()) {
        String etag = etags.get(name);
        if (etag == null) {
          throw new IllegalArgumentException("expected an etag for " + name + " but got none");
        }
        variants.put(
            name,
            new ManifestVariant(
                name.toString(),
                name.format().id(),
                planned.widthPx(),
                planned.heightPx(),
                image.bytes().length,
                etag));
      }
    }
    return variants;
  }

  /** Those of the ladder, narrowest first, within a width in the recipe's order. */
  static List<ManifestVariant> inOrder(Recipe recipe, Map<VariantName, ManifestVariant> variants) {
    return recipe.ladder().stream().map(variants::get).filter(Objects::nonNull).toList();
  }
}
