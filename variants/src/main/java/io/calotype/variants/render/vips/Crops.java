package io.calotype.variants.render.vips;

import io.calotype.variants.crop.Crop;
import io.calotype.variants.plan.Plan;
import io.calotype.variants.plan.PlannedImage;
import io.calotype.variants.render.CpuClock;
import io.calotype.variants.render.RenderedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes the cropped images of a plan: each ratio's part is cut once, from the base, and its sizes
 * are a cascade of their own.
 */
final class Crops {
  private final Plan plan;
  private final Encoder encoder;

  Crops(Plan plan, Encoder encoder) {
    this.plan = plan;
    this.encoder = encoder;
  }

  /**
   * Makes them.
   *
   * @param base upright, sRGB, in memory, of the plan's base size
   */
  List<RenderedImage> from(VipsImage base) {
    List<RenderedImage> images = new ArrayList<>();
    @Nullable Crop shownCrop = null;
    VipsImage shown = base;
    VipsImage premultiplied = base;
    for (PlannedImage planned : plan.croppedStills()) {
      CpuClock clock = CpuClock.start();
      Crop crop = Objects.requireNonNull(planned.crop());
      if (!crop.equals(shownCrop)) {
        shown = base.part(crop.on(base.widthPx(), base.heightPx())).materialised();
        premultiplied = shown.hasAlpha() ? shown.premultiplied().materialised() : shown;
        shownCrop = crop;
      }
      if (shown.widthPx() != planned.widthPx() || shown.heightPx() != planned.heightPx()) {
        premultiplied = premultiplied.resized(planned.widthPx(), planned.heightPx()).materialised();
        shown =
            premultiplied.hasAlpha()
                ? premultiplied.unpremultiplied().materialised()
                : premultiplied;
      }
      images.add(
          new RenderedImage(planned, encoder.encode(shown, planned.encoding()), clock.taken()));
    }
    return images;
  }
}
