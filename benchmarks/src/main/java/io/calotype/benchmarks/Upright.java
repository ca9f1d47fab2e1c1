package io.calotype.benchmarks;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import net.coobird.thumbnailator.filters.ImageFilter;
import net.coobird.thumbnailator.util.exif.ExifFilterUtils;
import net.coobird.thumbnailator.util.exif.Orientation;
import org.imgscalr.Scalr;
import org.imgscalr.Scalr.Rotation;

/**
 * Turns a picture as its EXIF orientation (1 to 8) says, with what each Java library has for it.
 */
final class Upright {
  private Upright() {}

  static BufferedImage byScalr(BufferedImage picture, int orientation) {
    return switch (orientation) {
      case 2 -> Scalr.rotate(picture, Rotation.FLIP_HORZ);
      case 3 -> Scalr.rotate(picture, Rotation.CW_180);
      case 4 -> Scalr.rotate(picture, Rotation.FLIP_VERT);
      case 5 -> Scalr.rotate(Scalr.rotate(picture, Rotation.CW_90), Rotation.FLIP_HORZ);
      case 6 -> Scalr.rotate(picture, Rotation.CW_90);
      case 7 -> Scalr.rotate(Scalr.rotate(picture, Rotation.CW_270), Rotation.FLIP_HORZ);
      case 8 -> Scalr.rotate(picture, Rotation.CW_270);
      default -> picture;
    };
  }

  static BufferedImage byThumbnailator(BufferedImage picture, int orientation) {
    ImageFilter turn = ExifFilterUtils.getFilterForOrientation(Orientation.typeOf(orientation));
    return orientation == 1 ? picture : turn.apply(picture);
  }

  static BufferedImage byGraphics(BufferedImage picture, int orientation) {
    if (orientation == 1) {
      return picture;
    }
    int width = picture.getWidth();
    int height = picture.getHeight();
    boolean sideways = orientation >= 5;
    BufferedImage turned =
        new BufferedImage(
            sideways ? height : width, sideways ? width : height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = turned.createGraphics();
    graphics.drawImage(picture, turn(orientation, width, height), null);
    graphics.dispose();
    return turned;
  }

  private static AffineTransform turn(int orientation, int width, int height) {
    return switch (orientation) {
      case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
      case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
      case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
      case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
      case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
      case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
      case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
      default -> new AffineTransform();
    };
  }
}
