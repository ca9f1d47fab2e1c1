package io.calotype.variants.render.scalr;

import java.awt.image.BufferedImage;
import org.imgscalr.Scalr;
import org.imgscalr.Scalr.Rotation;

/** Turns and mirrors a picture as its EXIF orientation says. */
final class Upright {
  private Upright() {}

  static BufferedImage of(BufferedImage image, int orientation) {
    return switch (orientation) {
      case 2 -> Scalr.rotate(image, Rotation.FLIP_HORZ);
      case 3 -> Scalr.rotate(image, Rotation.CW_180);
      case 4 -> Scalr.rotate(image, Rotation.FLIP_VERT);
      case 5 -> Scalr.rotate(Scalr.rotate(image, Rotation.CW_90), Rotation.FLIP_HORZ);
      case 6 -> Scalr.rotate(image, Rotation.CW_90);
      case 7 -> Scalr.rotate(Scalr.rotate(image, Rotation.CW_270), Rotation.FLIP_HORZ);
      case 8 -> Scalr.rotate(image, Rotation.CW_270);
      default -> image;
    };
  }
}
