package io.calotype.variants.render.vips;

import io.calotype.variants.crop.Crop;
import io.calotype.variants.crop.FocalPoint;
import io.calotype.variants.crop.Window;
import io.calotype.variants.plan.Plan;
import io.calotype.variants.plan.PlannedImage;
import io.calotype.variants.probe.ImageHeader;
import io.calotype.variants.render.Ladder;
import io.calotype.variants.render.RenderedImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds what catches the eye, for crops of a picture of which nobody said what matters.
 *
 * <p>It looks at a small version that it decodes itself, always of the same size: on one made from
 * what else is rendered, two places that draw the eye equally would win in turn, and a variant made
 * alone would show another part than its ladder does.
 */
final class Attention {
  private static final int SIDE_PX = 128;

  private Attention() {}

  /** The plan with a focal point for each crop that needs attention. */
  static Plan located(byte[] original, Plan plan, Scope scope) {
    if (plan.images().stream().noneMatch(Attention::needsAttention)) {
      return plan;
    }
    VipsImage small = small(original, plan.header(), scope);
    Map<Crop, Crop> located = new HashMap<>();
    List<PlannedImage> images = new ArrayList<>();
    for (PlannedImage image : plan.images()) {
      Crop crop = image.crop();
      images.add(
          crop == null || !crop.needsAttention()
              ? image
              : image.with(located.computeIfAbsent(crop, c -> c.at(point(small, c)))));
    }
    return plan.with(images);
  }

  private static boolean needsAttention(PlannedImage image) {
    return image.crop() != null && image.crop().needsAttention();
  }

  private static VipsImage small(byte[] original, ImageHeader header, Scope scope) {
    double widthPx = header.uprightWidthPx();
    double heightPx = header.uprightHeightPx();
    double scale = Math.min(1, SIDE_PX / Math.max(widthPx, heightPx));
    int smallWidthPx = (int) Math.max(1, Math.round(widthPx * scale));
    int smallHeightPx = (int) Math.max(1, Math.round(heightPx * scale));
    return new Decoding(original, header, smallWidthPx, smallHeightPx).into(scope);
  }

  private static FocalPoint point(VipsImage small, Crop crop) {
    Window size = crop.on(small.widthPx(), small.heightPx());
    return small.attention(size.widthPx(), size.heightPx());
  }

  /** The ladder of a located plan as that of the plan that was asked for. */
  static Ladder asPlanned(Ladder ladder, Plan plan) {
    List<RenderedImage> images = new ArrayList<>();
    for (int i = 0; i < ladder.images().size(); i++) {
      RenderedImage image = ladder.images().get(i);
      images.add(new RenderedImage(plan.images().get(i), image.bytes(), image.cpu()));
    }
    return new Ladder(images, ladder.preview());
  }
}
