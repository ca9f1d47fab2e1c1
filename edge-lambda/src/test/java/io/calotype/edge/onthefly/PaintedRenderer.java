package io.calotype.edge.onthefly;

import io.calotype.variants.name.Format;
import io.calotype.variants.plan.Plan;
import io.calotype.variants.plan.PlannedImage;
import io.calotype.variants.render.Ladder;
import io.calotype.variants.render.Preview;
import io.calotype.variants.render.RenderedImage;
import io.calotype.variants.render.Renderer;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An engine that draws nothing: what it makes tells the original's comment, the size and the focal
 * point. Counts, and runs what a test wants to happen meanwhile.
 */
final class PaintedRenderer implements Renderer {
  private final AtomicInteger renders = new AtomicInteger();
  private volatile Runnable meanwhile = () -> {};

  /** Runs this in each render, on its thread. */
  void meanwhile(Runnable what) {
    meanwhile = what;
  }

  int renders() {
    return renders.get();
  }

  @Override
  public String name() {
    return "painted";
  }

  @Override
  public Set<Format> formats() {
    return EnumSet.of(Format.JPEG, Format.WEBP);
  }

  @Override
  public Ladder render(byte[] original, Plan plan) {
    renders.incrementAndGet();
    meanwhile.run();
    return new Ladder(
        plan.images().stream()
            .map(
                image ->
                    new RenderedImage(
                        image,
                        (Picture.comment(original) + " " + image.names().get(0) + focus(image))
                            .getBytes(StandardCharsets.UTF_8)))
            .toList(),
        new Preview(1, 1, new byte[] {1, 2, 3, -1}));
  }

  private static String focus(PlannedImage image) {
    return image.crop() == null || image.crop().focalPoint() == null
        ? ""
        : " around " + image.crop().focalPoint();
  }
}
