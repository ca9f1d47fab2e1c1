package io.calotype.cli.plan;

import io.calotype.cli.console.Amount;
import io.calotype.variants.name.Format;
import io.calotype.variants.plan.Plan;
import io.calotype.variants.plan.PlannedImage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Why some formats have a picture narrower than its ladder asks, in words. */
final class Narrowing {
  private Narrowing() {}

  /** A sentence for each cause; none where each step has its width, or the picture's own. */
  static List<String> of(Plan plan) {
    List<Integer> stepsPx = plan.recipe().widthsPx();
    int askedPx = Math.min(stepsPx.get(stepsPx.size() - 1), plan.header().uprightWidthPx());
    List<String> reasons = new ArrayList<>();
    List<PlannedImage> byPixels = new ArrayList<>();
    for (PlannedImage widest : widestByFormat(plan)) {
      Format format = widest.encoding().format();
      if (widest.widthPx() >= askedPx) {
        continue;
      }
      // A height grows by less than this with the next pixel of width.
      long higherPx =
          widest.heightPx()
              + (long) plan.header().uprightHeightPx() / plan.header().uprightWidthPx()
              + 1;
      if (higherPx > format.sidePxMax() || widest.widthPx() == format.sidePxMax()) {
        reasons.add(
            format.id()
                + " holds at most "
                + format.sidePxMax()
                + " px a side: of this shape that is "
                + size(widest)
                + ", and steps above it have that size.");
      } else {
        byPixels.add(widest);
      }
    }
    if (!byPixels.isEmpty()) {
      reasons.add(
          "The recipe's limits.outputPixels allows a variant "
              + plan.recipe().limits().outputPixelsMax()
              + " pixels: of this shape that is "
              + size(byPixels.get(0))
              + ", and steps above it have that size.");
    }
    return reasons;
  }

  private static String size(PlannedImage image) {
    return Amount.pixels(image.widthPx(), image.heightPx());
  }

  private static Collection<PlannedImage> widestByFormat(Plan plan) {
    Map<Format, PlannedImage> widest = new LinkedHashMap<>();
    plan.images().stream()
        .filter(image -> image.crop() == null)
        .forEach(
            image ->
                widest.merge(
                    image.encoding().format(),
                    image,
                    (a, b) -> a.widthPx() >= b.widthPx() ? a : b));
    return widest.values();
  }
}
