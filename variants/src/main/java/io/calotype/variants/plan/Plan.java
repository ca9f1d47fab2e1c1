package io.calotype.variants.plan;

import io.calotype.variants.crop.FocalPoint;
import io.calotype.variants.name.Format;
import io.calotype.variants.name.VariantName;
import io.calotype.variants.probe.Credit;
import io.calotype.variants.probe.ImageHeader;
import io.calotype.variants.reason.RefusedException;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.Treatment;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The images to encode for one original: first those of the whole picture, widest first, so that
 * each can be made from the one before; then each crop's, likewise.
 *
 * @param header the original
 * @param recipe the recipe that it follows
 * @param treatment what the recipe says for this original
 * @param credit what variants say of whose the picture is; null where they say nothing
 * @param images within a width in the recipe's order of formats
 */
public record Plan(
    ImageHeader header,
    Recipe recipe,
    Treatment treatment,
    @Nullable Credit credit,
    List<PlannedImage> images) {
  /** Copies the list. */
  public Plan {
    images = List.copyOf(images);
  }

  /**
   * The whole ladder of an original, for an engine that makes every format: the same as {@link
   * #ladder(Recipe, ImageHeader, Set)} with all formats.
   */
  public static Plan ladder(Recipe recipe, ImageHeader header) {
    return ladder(recipe, header, EnumSet.allOf(Format.class));
  }

  /**
   * The ladder of an original: every step in each of the recipe's formats that can be made, slow
   * ones among them. Of the recipe's rules only those count that are for every key.
   *
   * @param formats what the engine can make; the rest of the recipe's formats is left out
   * @throws RefusedException as {@link #of}
   */
  public static Plan ladder(Recipe recipe, ImageHeader header, Set<Format> formats) {
    return of(
        recipe,
        header,
        "",
        null,
        recipe.ladder().stream().filter(name -> formats.contains(name.format())).toList());
  }

  /**
   * Exactly these variants of an original, never enlarged. Widths at or above the original's, or
   * its crop's, become one image of that width under several names; so do widths at which the
   * picture would be higher than a format can hold, or have more pixels than the recipe allows,
   * with the widest image that fits. Of an animation WebP variants move, those of other formats
   * show its first frame.
   *
   * @param key the original's key, by which the recipe's rules are chosen
   * @param focalPoint what crops must show; null where the recipe's gravity decides
   * @param names one or more
   * @throws RefusedException {@code TOO_LARGE_DIMENSION} where a format cannot hold the picture
   *     even at a width of one pixel; {@code OUTPUT_TOO_LARGE} where that has too many pixels
   * @throws IllegalArgumentException where there is no name, or one of a format that the recipe
   *     does not make
   */
  public static Plan of(
      Recipe recipe,
      ImageHeader header,
      String key,
      @Nullable FocalPoint focalPoint,
      Collection<VariantName> names) {
    if (names.isEmpty()) {
      throw new IllegalArgumentException("expected at least one variant but got none");
    }
    Treatment treatment = recipe.treatment(key, header.format().contentType());
    return new Plan(
        header,
        recipe,
        treatment,
        null,
        new Planning(recipe.limits(), treatment, header, focalPoint).images(names));
  }

  /** This, with variants that say whose the picture is. */
  public Plan with(Credit newCredit) {
    return new Plan(header, recipe, treatment, newCredit, images);
  }

  /** This with other images. */
  public Plan with(List<PlannedImage> others) {
    return new Plan(header, recipe, treatment, credit, others);
  }

  /** The stills that show the whole picture. */
  public List<PlannedImage> wholeStills() {
    return images.stream().filter(image -> image.crop() == null && !image.isAnimated()).toList();
  }

  /** The stills that show a part of the picture. */
  public List<PlannedImage> croppedStills() {
    return images.stream().filter(image -> image.crop() != null && !image.isAnimated()).toList();
  }

  /** The images that move. */
  public List<PlannedImage> animations() {
    return images.stream().filter(PlannedImage::isAnimated).toList();
  }

  /** The width of the upright picture from which all images can be made, in pixels. */
  public int baseWidthPx() {
    long widestPx = 1;
    for (PlannedImage image : images) {
      long partPx = image.crop() == null ? header.uprightWidthPx() : image.crop().widthPx();
      long pictureWidthPx = header.uprightWidthPx();
      // Rounded up, so that the part of it that a crop shows is not narrower than the image.
      widestPx = Math.max(widestPx, (image.widthPx() * pictureWidthPx + partPx - 1) / partPx);
    }
    return (int) widestPx;
  }

  /** The height that goes with {@link #baseWidthPx}, in pixels. */
  public int baseHeightPx() {
    return Planning.heightPx(header, baseWidthPx());
  }
}
