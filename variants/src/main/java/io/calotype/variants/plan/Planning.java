package io.calotype.variants.plan;

import io.calotype.variants.crop.Crop;
import io.calotype.variants.crop.FocalPoint;
import io.calotype.variants.name.Format;
import io.calotype.variants.name.Ratio;
import io.calotype.variants.name.VariantName;
import io.calotype.variants.probe.ImageHeader;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.reason.RefusedException;
import io.calotype.variants.recipe.Encoding;
import io.calotype.variants.recipe.Limits;
import io.calotype.variants.recipe.Treatment;
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
  private final Limits limits;
  private final Treatment treatment;
  private final ImageHeader header;
  private final @Nullable FocalPoint focalPoint;

  Planning(
      Limits limits, Treatment treatment, ImageHeader header, @Nullable FocalPoint focalPoint) {
    this.limits = limits;
    this.treatment = treatment;
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
    if (treatment.encoding(name.format()).isEmpty()) {
      throw new IllegalArgumentException(
          "expected variants of the recipe's formats but got " + name);
    }
  }

  private Crop crop(Ratio ratio) {
    return new Crop(
        ratio, header.uprightWidthPx(), header.uprightHeightPx(), treatment.gravity(), focalPoint);
  }

  private List<PlannedImage> widestFirst(@Nullable Crop crop, Set<VariantName> names) {
    Map<Integer, List<PlannedImage>> byWidthPx = new TreeMap<>(Comparator.reverseOrder());
    for (Encoding encoding : treatment.encodings()) {
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
    int frames = encoding.format() == Format.WEBP ? header.frames() : 1;
    return new PlannedImage(
        widthPx, heightPx(crop, widthPx), crop, frames, encoding, narrowestFirst);
  }

  /** The widest image that is not enlarged, that the format can hold and the recipe allows. */
  private int widestPx(@Nullable Crop crop, Format format) {
    int fitting = 0;
    int tooWide =
        Math.min(crop == null ? header.uprightWidthPx() : crop.widthPx(), format.sidePxMax()) + 1;
    while (tooWide - fitting > 1) { // Heights grow with widths, so halving finds the last.
      int widthPx = (fitting + tooWide) >>> 1;
      if (fits(widthPx, heightPx(crop, widthPx), format)) {
        fitting = widthPx;
      } else {
        tooWide = widthPx;
      }
    }
    if (fitting == 0) {
      throw tooHigh(crop, format);
    }
    return fitting;
  }

  private boolean fits(int widthPx, int heightPx, Format format) {
    return heightPx <= format.sidePxMax() && (long) widthPx * heightPx <= limits.outputPixelsMax();
  }

  private RefusedException tooHigh(@Nullable Crop crop, Format format) {
    String size = header.uprightWidthPx() + "x" + header.uprightHeightPx();
    return heightPx(crop, 1) > format.sidePxMax()
        ? new RefusedException(
            Reason.TOO_LARGE_DIMENSION,
            "expected a picture at most "
                + format.sidePxMax()
                + " times as high as wide, so that "
                + format.id()
                + " can hold it, but got "
                + size
                + ": crop the picture")
        : new RefusedException(
            Reason.OUTPUT_TOO_LARGE,
            "expected variants of at most "
                + limits.outputPixelsMax()
                + " pixels but one of "
                + size
                + " has more even at a width of 1: crop the picture");
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
