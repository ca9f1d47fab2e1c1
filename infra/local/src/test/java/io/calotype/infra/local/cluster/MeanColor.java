package io.calotype.infra.local.cluster;

import java.awt.Color;
import java.awt.image.BufferedImage;

/** The mean colour of pictures, by which a size is told to be of one version or another. */
final class MeanColor {
  private MeanColor() {}

  static Color of(BufferedImage image) {
    long red = 0;
    long green = 0;
    long blue = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int rgb = image.getRGB(x, y);
        red += rgb >> 16 & 0xff;
        green += rgb >> 8 & 0xff;
        blue += rgb & 0xff;
      }
    }
    long pixels = (long) image.getWidth() * image.getHeight();
    return new Color((int) (red / pixels), (int) (green / pixels), (int) (blue / pixels));
  }

  /** How far two are apart in the channel that differs most, 0 to 255. */
  static int distance(Color one, Color other) {
    return Math.max(
        Math.abs(one.getRed() - other.getRed()),
        Math.max(
            Math.abs(one.getGreen() - other.getGreen()),
            Math.abs(one.getBlue() - other.getBlue())));
  }
}
