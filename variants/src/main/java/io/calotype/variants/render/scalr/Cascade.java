package io.calotype.variants.render.scalr;

import io.calotype.variants.crop.Crop;
import io.calotype.variants.crop.Window;
import io.calotype.variants.plan.Plan;
import io.calotype.variants.plan.PlannedImage;
import io.calotype.variants.render.CpuClock;
import io.calotype.variants.render.Ladder;
import io.calotype.variants.render.Preview;
import io.calotype.variants.render.RenderedImage;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes each size of a plan from the size before it, and the preview from the last. */
final class Cascade {
  private final Plan plan;
  private final Deadline deadline;
  private final Encoder encoder;

  Cascade(Plan plan, Deadline deadline) {
    this.plan = plan;
    this.deadline = deadline;
    this.encoder = new Encoder(plan.treatment().background());
  }

  /** Makes all images from the widest, which is upright and in sRGB. */
  Ladder from(BufferedImage widest) {
    List<RenderedImage> images = new ArrayList<>();
    BufferedImage shown = widest;
    for (PlannedImage planned : plan.wholeStills()) {
      CpuClock clock = CpuClock.start();
      shown = Resize.to(shown, planned.widthPx(), planned.heightPx());
      deadline.check();
      images.add(
          new RenderedImage(planned, encoder.encode(shown, planned.encoding()), clock.taken()));
      deadline.check();
    }
    images.addAll(crops(widest));
    return new Ladder(images, preview(shown));
  }

  private List<RenderedImage> crops(BufferedImage base) {
    List<RenderedImage> images = new ArrayList<>();
    @Nullable Crop shownCrop = null;
    BufferedImage shown = base;
    for (PlannedImage planned : plan.croppedStills()) {
      CpuClock clock = CpuClock.start();
      Crop crop = Objects.requireNonNull(planned.crop());
      if (!crop.equals(shownCrop)) {
        Window part = crop.on(base.getWidth(), base.getHeight());
        shown = base.getSubimage(part.leftPx(), part.topPx(), part.widthPx(), part.heightPx());
        shownCrop = crop;
      }
      shown = Resize.to(shown, planned.widthPx(), planned.heightPx());
      deadline.check();
      images.add(
          new RenderedImage(planned, encoder.encode(shown, planned.encoding()), clock.taken()));
      deadline.check();
    }
    return images;
  }

  private static Preview preview(BufferedImage image) {
    double scale =
        Math.min(1, (double) Preview.SIDE_PX_MAX / Math.max(image.getWidth(), image.getHeight()));
    int widthPx = (int) Math.max(1, Math.round(image.getWidth() * scale));
    int heightPx = (int) Math.max(1, Math.round(image.getHeight() * scale));
    int[] argb =
        Resize.to(image, widthPx, heightPx).getRGB(0, 0, widthPx, heightPx, null, 0, widthPx);
    byte[] rgba = new byte[argb.length * 4];
    for (int i = 0; i < argb.length; i++) {
      rgba[i * 4] = (byte) (argb[i] >> 16);
      rgba[i * 4 + 1] = (byte) (argb[i] >> 8);
      rgba[i * 4 + 2] = (byte) argb[i];
      rgba[i * 4 + 3] = (byte) (argb[i] >> 24);
    }
    return new Preview(widthPx, heightPx, rgba);
  }
}
