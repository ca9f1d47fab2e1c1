package io.calotype.variants.render.scalr;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Pictures made for tests, and what came out as pixels. */
final class Pictures {
  private Pictures() {}

  /** Four quarters: red, green, blue, yellow. */
  static BufferedImage quarters(int widthPx, int heightPx) {
    BufferedImage image = new BufferedImage(widthPx, heightPx, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < heightPx; y++) {
      for (int x = 0; x < widthPx; x++) {
        boolean left = x < widthPx / 2;
        boolean top = y < heightPx / 2;
        Color color = top ? (left ? Color.RED : Color.GREEN) : (left ? Color.BLUE : Color.YELLOW);
        image.setRGB(x, y, color.getRGB());
      }
    }
    return image;
  }

  static BufferedImage plain(int widthPx, int heightPx, int type, Color color) {
    BufferedImage image = new BufferedImage(widthPx, heightPx, type);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(color);
    graphics.fillRect(0, 0, widthPx, heightPx);
    graphics.dispose();
    return image;
  }

  /** Pixels of any colour, the same each time: what compresses worst. */
  static BufferedImage noise(int widthPx, int heightPx) {
    BufferedImage image = new BufferedImage(widthPx, heightPx, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(1);
    for (int y = 0; y < heightPx; y++) {
      for (int x = 0; x < widthPx; x++) {
        image.setRGB(x, y, random.nextInt(1 << 24));
      }
    }
    return image;
  }

  static byte[] encoded(BufferedImage image, String format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, out)) {
        throw new IllegalArgumentException("no writer of " + format + " takes this picture");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static BufferedImage decoded(byte[] file) {
    try {
      return ImageIO.read(new ByteArrayInputStream(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The colour of a pixel, with alpha. */
  static Color at(BufferedImage image, int x, int y) {
    return new Color(image.getRGB(x, y), true);
  }

  /** Whether a pixel is of a colour, but for what JPEG makes of it. */
  static boolean near(BufferedImage image, int x, int y, Color color) {
    return near(at(image, x, y), color, 12);
  }

  /** Whether each channel differs by no more than this. */
  static boolean near(Color a, Color b, int tolerance) {
    return Math.abs(a.getRed() - b.getRed()) <= tolerance
        && Math.abs(a.getGreen() - b.getGreen()) <= tolerance
        && Math.abs(a.getBlue() - b.getBlue()) <= tolerance
        && Math.abs(a.getAlpha() - b.getAlpha()) <= tolerance;
  }

  /** Where two bytes follow each other in a file; -1 where they never do. */
  static int indexOf(byte[] bytes, int first, int second) {
    for (int i = 0; i + 1 < bytes.length; i++) {
      if ((bytes[i] & 0xff) == first && (bytes[i + 1] & 0xff) == second) {
        return i;
      }
    }
    return -1;
  }
}
