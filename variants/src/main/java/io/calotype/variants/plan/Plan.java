package io.calotype.variants.plan;

import io.calotype.variants.name.Format;
import io.calotype.variants.name.VariantName;
import io.calotype.variants.probe.ImageHeader;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.reason.RefusedException;
import io.calotype.variants.recipe.Encoding;
import io.calotype.variants.recipe.Recipe;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

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
   * The whole ladder of an original, for an engine that makes every format: the same as {@link
   * #ladder(Recipe, ImageHeader, Set)} with all formats.
   */
  public static Plan ladder(Recipe recipe, ImageHeader header) {
    return ladder(recipe, header, EnumSet.allOf(Format.class));
  }

  /**
   * The ladder of an original: every step in each of the recipe's formats that can be made, never
   * enlarged. Steps at or above the original's width become one image of the original's width under
   * several names; so do steps at which the picture would be higher than a format can hold, with
   * the widest image that it can.
   *
   * @param formats what the engine can make; the rest of the recipe's formats is left out
   * @throws RefusedException {@code TOO_LARGE_DIMENSION} where a format cannot hold the picture
   *     even at a width of one pixel
   */
  public static Plan ladder(Recipe recipe, ImageHeader header, Set<Format> formats) {
    Map<Integer, List<PlannedImage>> byWidthPx = new TreeMap<>(Comparator.reverseOrder());
    for (Encoding encoding : recipe.encodings()) {
      if (!formats.contains(encoding.format())) {
        continue;
      }
      int widestPx = widestPx(header, encoding.format());
      Map<Integer, List<VariantName>> names = new TreeMap<>();
      for (int stepPx : recipe.widthsPx()) {
        names
            .computeIfAbsent(Math.min(stepPx, widestPx), any -> new ArrayList<>())
            .add(VariantName.uncropped(stepPx, encoding.format()));
      }
      names.forEach(
          (widthPx, ofWidth) ->
              byWidthPx
                  .computeIfAbsent(widthPx, any -> new ArrayList<>())
                  .add(new PlannedImage(widthPx, heightPx(header, widthPx), encoding, ofWidth)));
    }
    return new Plan(header, recipe, byWidthPx.values().stream().flatMap(List::stream).toList());
  }

  /** The widest image that neither enlarges nor is too wide or too high for the format. */
  private static int widestPx(ImageHeader header, Format format) {
    int sidePxMax = format.sidePxMax();
    int widthPx = Math.min(header.uprightWidthPx(), sidePxMax);
    if (heightPx(header, widthPx) > sidePxMax) {
      widthPx = (int) ((long) sidePxMax * header.uprightWidthPx() / header.uprightHeightPx());
    }
    if (widthPx < 1) {
      throw new RefusedException(
          Reason.TOO_LARGE_DIMENSION,
          "expected a picture at most "
              + sidePxMax
              + " times as high as wide, so that "
              + format.id()
              + " can hold it, but got "
              + header.uprightWidthPx()
              + "x"
              + header.uprightHeightPx()
              + ": crop the picture");
    }
    return widthPx;
  }

  /** The height that keeps the upright original's shape at a width: rounded half up, 1 or more. */
  private static int heightPx(ImageHeader header, int widthPx) {
    long width = header.uprightWidthPx();
    long height = header.uprightHeightPx();
    return (int) Math.max(1, (2L * widthPx * height + width) / (2 * width));
  }
}
