package io.calotype.benchmarks;

import io.calotype.variants.plan.Plan;
import io.calotype.variants.plan.PlannedImage;
import io.calotype.variants.probe.ImageHeader;
import io.calotype.variants.probe.Probe;
import io.calotype.variants.render.Ladder;
import io.calotype.variants.render.RenderedImage;
import java.util.List;

/** Checks that a benchmark's work was done: a fast engine that makes nothing must not win. */
final class Control {
  /** No photo of a ladder's size can be encoded in less. */
  private static final double BYTES_PER_PIXEL_MIN = 0.01;

  private Control() {}

  /** Fails with {@link IllegalStateException} unless the ladder is what was planned. */
  static void require(Plan plan, Ladder ladder) {
    List<PlannedImage> made = ladder.images().stream().map(RenderedImage::planned).toList();
    if (!made.equals(plan.images())) {
      throw new IllegalStateException(
          "expected the images " + plan.images() + " but the engine made " + made);
    }
    for (RenderedImage image : ladder.images()) {
      requireSize(plan, image);
    }
  }

  private static void requireSize(Plan plan, RenderedImage image) {
    PlannedImage planned = image.planned();
    ImageHeader header = Probe.read(image.bytes(), plan.recipe());
    double pixels = (double) planned.widthPx() * planned.heightPx();
    if (header.widthPx() != planned.widthPx()
        || header.heightPx() != planned.heightPx()
        || !header.format().contentType().equals(planned.encoding().format().contentType())
        || image.bytes().length < BYTES_PER_PIXEL_MIN * pixels) {
      throw new IllegalStateException(
          "expected " + planned + " but got " + header + " of " + image.bytes().length + " bytes");
    }
  }
}
