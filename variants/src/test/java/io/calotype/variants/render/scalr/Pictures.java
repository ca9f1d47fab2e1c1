package io.calotype.variants.render.scalr;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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

  /** The rows that a camera stores which was held as an EXIF orientation says. */
  static BufferedImage stored(BufferedImage upright, int orientation) {
    int width = upright.getWidth();
    int height = upright.getHeight();
    boolean sideways = orientation >= 5;
    BufferedImage stored =
        new BufferedImage(
            sideways ? height : width, sideways ? width : height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < stored.getHeight(); y++) {
      for (int x = 0; x < stored.getWidth(); x++) {
        int rgb =
            switch (orientation) {
              case 1 -> upright.getRGB(x, y);
              case 2 -> upright.getRGB(width - 1 - x, y);
              case 3 -> upright.getRGB(width - 1 - x, height - 1 - y);
              case 4 -> upright.getRGB(x, height - 1 - y);
              case 5 -> upright.getRGB(y, x);
              case 6 -> upright.getRGB(width - 1 - y, x);
              case 7 -> upright.getRGB(width - 1 - y, height - 1 - x);
              case 8 -> upright.getRGB(y, height - 1 - x);
              default -> throw new IllegalArgumentException("orientation " + orientation);
            };
        stored.setRGB(x, y, rgb);
      }
    }
    return stored;
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

  /** Whether each channel differs by no more than this. */
  static boolean near(Color a, Color b, int tolerance) {
    return Math.abs(a.getRed() - b.getRed()) <= tolerance
        && Math.abs(a.getGreen() - b.getGreen()) <= tolerance
        && Math.abs(a.getBlue() - b.getBlue()) <= tolerance
        && Math.abs(a.getAlpha() - b.getAlpha()) <= tolerance;
  }
}
