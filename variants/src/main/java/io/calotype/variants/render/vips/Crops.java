package io.calotype.variants.render.vips;

import io.calotype.variants.crop.Crop;
import io.calotype.variants.crop.FocalPoint;
import io.calotype.variants.crop.Window;
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
  /**
   * The longest side on which attention is looked for. Always the same, so that one variant made
   * alone shows what it would show as part of a ladder.
   */
  private static final int ATTENTION_SIDE_PX = 128;

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
        shown = base.part(part(base, crop)).materialised();
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

  static Window part(VipsImage base, Crop crop) {
    return crop.needsAttention()
        ? crop.on(base.widthPx(), base.heightPx(), attention(base, crop))
        : crop.on(base.widthPx(), base.heightPx());
  }

  private static FocalPoint attention(VipsImage base, Crop crop) {
    double scale =
        Math.min(1, (double) ATTENTION_SIDE_PX / Math.max(base.widthPx(), base.heightPx()));
    int widthPx = (int) Math.max(1, Math.round(base.widthPx() * scale));
    int heightPx = (int) Math.max(1, Math.round(base.heightPx() * scale));
    VipsImage small =
        widthPx == base.widthPx() && heightPx == base.heightPx()
            ? base
            : base.resized(widthPx, heightPx);
    Window size = crop.on(widthPx, heightPx);
    return small.attention(size.widthPx(), size.heightPx());
  }
}
