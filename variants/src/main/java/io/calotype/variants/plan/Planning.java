package io.calotype.variants.plan;

import io.calotype.variants.crop.Crop;
import io.calotype.variants.crop.FocalPoint;
import io.calotype.variants.crop.Gravity;
import io.calotype.variants.name.Format;
import io.calotype.variants.name.Ratio;
import io.calotype.variants.name.VariantName;
import io.calotype.variants.probe.ImageHeader;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.reason.RefusedException;
import io.calotype.variants.recipe.Encoding;
import io.calotype.variants.recipe.Recipe;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** From names to images: what is the same picture in the same format is encoded once. */
final class Planning {
  private final Recipe recipe;
  private final ImageHeader header;
  private final @Nullable FocalPoint focalPoint;

  Planning(Recipe recipe, ImageHeader header, @Nullable FocalPoint focalPoint) {
    this.recipe = recipe;
    this.header = header;
    this.focalPoint = focalPoint;
  }

  List<PlannedImage> images(Collection<VariantName> names) {
    Map<Ratio, Set<VariantName>> ofCrop = new LinkedHashMap<>();
    Set<VariantName> ofWhole = new LinkedHashSet<>();
    for (VariantName name : names) {
      requireEncoding(name);
      if (name.ratio() == null) {
        ofWhole.add(name);
      } else {
        ofCrop.computeIfAbsent(name.ratio(), any -> new LinkedHashSet<>()).add(name);
      }
    }
    List<PlannedImage> images = new ArrayList<>(widestFirst(null, ofWhole));
    ofCrop.forEach((ratio, ofRatio) -> images.addAll(widestFirst(crop(ratio), ofRatio)));
    return images;
  }

  private void requireEncoding(VariantName name) {
    if (recipe.encoding(name.format()).isEmpty()) {
      throw new IllegalArgumentException(
          "expected variants of the recipe's formats but got " + name);
    }
  }

  private Crop crop(Ratio ratio) {
    return new Crop(
        ratio, header.uprightWidthPx(), header.uprightHeightPx(), Gravity.CENTRE, focalPoint);
  }

  private List<PlannedImage> widestFirst(@Nullable Crop crop, Set<VariantName> names) {
    Map<Integer, List<PlannedImage>> byWidthPx = new TreeMap<>(Comparator.reverseOrder());
    for (Encoding encoding : recipe.encodings()) {
      Map<Integer, List<VariantName>> namesByWidthPx = new TreeMap<>();
      int widestPx = 0;
      for (VariantName name : names) {
        if (name.format() == encoding.format()) {
          widestPx = widestPx == 0 ? widestPx(crop, encoding.format()) : widestPx;
          namesByWidthPx
              .computeIfAbsent(Math.min(name.widthPx(), widestPx), any -> new ArrayList<>())
              .add(name);
        }
      }
      namesByWidthPx.forEach(
          (widthPx, ofWidth) ->
              byWidthPx
                  .computeIfAbsent(widthPx, any -> new ArrayList<>())
                  .add(image(widthPx, crop, encoding, ofWidth)));
    }
    return byWidthPx.values().stream().flatMap(List::stream).toList();
  }

  private PlannedImage image(
      int widthPx, @Nullable Crop crop, Encoding encoding, List<VariantName> names) {
    List<VariantName> narrowestFirst =
        names.stream().sorted(Comparator.comparing(VariantName::widthPx)).toList();
    return new PlannedImage(widthPx, heightPx(crop, widthPx), crop, encoding, narrowestFirst);
  }

  /** The widest image that neither enlarges nor is too wide or too high for the format. */
  private int widestPx(@Nullable Crop crop, Format format) {
    int sidePxMax = format.sidePxMax();
    int fitting = 0;
    int tooWide = Math.min(crop == null ? header.uprightWidthPx() : crop.widthPx(), sidePxMax) + 1;
    while (tooWide - fitting > 1) { // Heights grow with widths, so halving finds the last.
      int widthPx = (fitting + tooWide) >>> 1;
      if (heightPx(crop, widthPx) <= sidePxMax) {
        fitting = widthPx;
      } else {
        tooWide = widthPx;
      }
    }
    if (fitting == 0) {
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
    return fitting;
  }

  private int heightPx(@Nullable Crop crop, int widthPx) {
    return crop == null ? heightPx(header, widthPx) : crop.heightPx(widthPx);
  }

  /** The height that keeps the upright original's shape at a width: rounded half up, 1 or more. */
  static int heightPx(ImageHeader header, int widthPx) {
    long width = header.uprightWidthPx();
    long height = header.uprightHeightPx();
    return (int) Math.max(1, (2L * widthPx * height + width) / (2 * width));
  }
}
