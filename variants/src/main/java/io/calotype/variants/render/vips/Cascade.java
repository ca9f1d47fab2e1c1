package io.calotype.variants.render.vips;

import io.calotype.variants.plan.Plan;
import io.calotype.variants.plan.PlannedImage;
import io.calotype.variants.render.CpuClock;
import io.calotype.variants.render.Ladder;
import io.calotype.variants.render.Preview;
import io.calotype.variants.render.RenderedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes each size of a plan from the size before it, and the preview from the last.
 *
 * <p>The widest resize costs most and is done once; each further one starts from a picture that is
 * smaller already. Nothing is lost by it as long as each size has the shape of the original and not
 * that of the size before, whose height is rounded.
 */
final class Cascade {
  private final Plan plan;
  private final Encoder encoder;

  Cascade(Plan plan, Encoder encoder) {
    this.plan = plan;
    this.encoder = encoder;
  }

  /**
   * Makes all images of the plan.
   *
   * @param widest upright, sRGB, in memory, of the plan's base size
   */
  Ladder from(VipsImage widest) {
    List<RenderedImage> images = new ArrayList<>();
    VipsImage shown = widest;
    VipsImage premultiplied = premultiplied(widest);
    for (PlannedImage planned : plan.wholeStills()) {
      CpuClock clock = CpuClock.start();
      if (!isSize(shown, planned.widthPx(), planned.heightPx())) {
        premultiplied = premultiplied.resized(planned.widthPx(), planned.heightPx()).materialised();
        shown = unpremultiplied(premultiplied);
      }
      images.add(
          new RenderedImage(planned, encoder.encode(shown, planned.encoding()), clock.taken()));
    }
    images.addAll(new Crops(plan, encoder).from(widest));
    return new Ladder(images, preview(premultiplied));
  }

  /** By means of whole squares of pixels: what it is for sees no more, and that is done at once. */
  private static Preview preview(VipsImage premultiplied) {
    int width = premultiplied.widthPx();
    int height = premultiplied.heightPx();
    int factor = (Math.max(width, height) - 1) / Preview.SIDE_PX_MAX + 1;
    VipsImage small =
        factor == 1
            ? premultiplied
            : premultiplied.shrunk(Math.min(width, factor), Math.min(height, factor));
    return new Preview(small.widthPx(), small.heightPx(), unpremultiplied(small).rgba());
  }

  private static boolean isSize(VipsImage image, int widthPx, int heightPx) {
    return image.widthPx() == widthPx && image.heightPx() == heightPx;
  }

  private static VipsImage premultiplied(VipsImage image) {
    return image.hasAlpha() ? image.premultiplied().materialised() : image;
  }

  private static VipsImage unpremultiplied(VipsImage image) {
    return image.hasAlpha() ? image.unpremultiplied().materialised() : image;
  }
}
