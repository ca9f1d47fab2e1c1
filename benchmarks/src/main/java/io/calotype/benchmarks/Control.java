package io.calotype.benchmarks;

import io.calotype.variants.name.Format;
import io.calotype.variants.plan.Plan;
import io.calotype.variants.plan.PlannedImage;
import io.calotype.variants.probe.ImageHeader;
import io.calotype.variants.probe.Probe;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.render.Ladder;
import io.calotype.variants.render.RenderedImage;
import java.util.List;

/** Checks that a benchmark's work was done: a fast engine that makes nothing must not win. */
public final class Control {
  /** No photo of a ladder's size can be encoded in less. */
  private static final double BYTES_PER_PIXEL_MIN = 0.01;

  private Control() {}

  /** Fails with {@link IllegalStateException} unless the ladder is what was planned. */
  public static void require(Plan plan, Ladder ladder) {
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
    requireImage(
        image.bytes(),
        planned.widthPx(),
        planned.heightPx(),
        planned.encoding().format(),
        plan.recipe());
  }

  /**
   * Fails with {@link IllegalStateException} unless a file is an image of this size and format with
   * something in it.
   */
  public static void requireImage(
      byte[] file, int widthPx, int heightPx, Format format, Recipe recipe) {
    ImageHeader header = Probe.read(file, recipe);
    if (header.widthPx() != widthPx
        || header.heightPx() != heightPx
        || !header.format().contentType().equals(format.contentType())
        || file.length < BYTES_PER_PIXEL_MIN * widthPx * heightPx) {
      throw new IllegalStateException(
          String.format(
              "expected %s of %dx%d with something in it but got %s of %d bytes",
              format, widthPx, heightPx, header, file.length));
    }
  }
}
