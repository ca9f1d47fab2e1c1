package io.calotype.variants.render.scalr;

import java.awt.image.BufferedImage;
import org.imgscalr.Scalr;

/** Resizing in several halvings, so that no pixel is left out. */
final class Resize {
  private Resize() {}

  /** The picture at exactly this size. */
  static BufferedImage to(BufferedImage image, int widthPx, int heightPx) {
    return image.getWidth() == widthPx && image.getHeight() == heightPx
        ? image
        : Scalr.resize(image, Scalr.Method.QUALITY, Scalr.Mode.FIT_EXACT, widthPx, heightPx);
  }
}
