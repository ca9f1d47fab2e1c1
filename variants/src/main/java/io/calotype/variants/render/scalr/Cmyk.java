package io.calotype.variants.render.scalr;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/** Converts CMYK, which ImageIO only hands over raw, by its profile. */
final class Cmyk {
  private static final int ROWS = 64;

  private Cmyk() {}

  /**
   * The picture in sRGB.
   *
   * @param raw four bands as stored
   * @param ycck whether the first three are luminance and colour differences
   * @param inverted whether 255 is no ink
   */
  static BufferedImage toSrgb(Raster raw, boolean ycck, boolean inverted, Colours colours) {
    int width = raw.getWidth();
    BufferedImage image = new BufferedImage(width, raw.getHeight(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < raw.getHeight(); y += ROWS) {
      int rows = Math.min(ROWS, raw.getHeight() - y);
      int[] samples = raw.getPixels(0, y, width, rows, (int[]) null);
      if (ycck) {
        toCmyk(samples);
      }
      WritableRaster inks = Rasters.bytes(width, rows, 4);
      byte[] bytes = ((DataBufferByte) inks.getDataBuffer()).getData();
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) (inverted ? 255 - samples[i] : samples[i]);
      }
      WritableRaster rgb = Rasters.bytes(width, rows, 3);
      colours.cmykToSrgb(inks, rgb);
      int[] argb = new int[width * rows];
      Rasters.replaceColours(argb, rgb);
      image.setRGB(0, y, width, rows, argb, 0, width);
    }
    return image;
  }

  /** As libjpeg: the three are turned into red, green and blue, of which the inks are the rest. */
  private static void toCmyk(int[] samples) {
    for (int i = 0; i < samples.length; i += 4) {
      double luminance = samples[i];
      double blue = samples[i + 1] - 128;
      double red = samples[i + 2] - 128;
      samples[i] = 255 - clamped(luminance + 1.402 * red);
      samples[i + 1] = 255 - clamped(luminance - 0.344136 * blue - 0.714136 * red);
      samples[i + 2] = 255 - clamped(luminance + 1.772 * blue);
    }
  }

  private static int clamped(double value) {
    return (int) Math.max(0, Math.min(255, Math.round(value)));
  }
}
