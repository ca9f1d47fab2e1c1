package io.calotype.variants.render.scalr;

import java.awt.color.ICC_ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/** Pixels by their stored numbers, past Java's own ideas of colour. */
final class Rasters {
  private static final int ROWS = 64;

  private Rasters() {}

  static WritableRaster bytes(int width, int height, int bands) {
    return Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, bands, null);
  }

  /** Fills 1 or 3 bands of bytes from packed pixels. */
  static void fill(WritableRaster raster, int[] argb) {
    byte[] bytes = ((DataBufferByte) raster.getDataBuffer()).getData();
    int bands = raster.getNumBands();
    for (int i = 0; i < argb.length; i++) {
      bytes[i * bands] = (byte) (argb[i] >> 16);
      if (bands == 3) {
        bytes[i * 3 + 1] = (byte) (argb[i] >> 8);
        bytes[i * 3 + 2] = (byte) argb[i];
      }
    }
  }

  /** Puts the colours of three bands of bytes into packed pixels, whose alpha stays. */
  static void replaceColours(int[] argb, WritableRaster rgb) {
    byte[] bytes = ((DataBufferByte) rgb.getDataBuffer()).getData();
    for (int i = 0; i < argb.length; i++) {
      argb[i] =
          (argb[i] & 0xff000000)
              | ((bytes[i * 3] & 0xff) << 16)
              | ((bytes[i * 3 + 1] & 0xff) << 8)
              | (bytes[i * 3 + 2] & 0xff);
    }
  }

  /**
   * The picture with 8 bits a channel, each number as it is stored. Java's own conversion takes
   * grey to be linear light and shows it too bright.
   */
  static BufferedImage packed(BufferedImage image) {
    if (image.getType() == BufferedImage.TYPE_3BYTE_BGR
        || image.getType() == BufferedImage.TYPE_INT_RGB
        || image.getType() == BufferedImage.TYPE_INT_ARGB) {
      return image;
    }
    boolean alpha = image.getColorModel().hasAlpha();
    BufferedImage packed =
        new BufferedImage(
            image.getWidth(),
            image.getHeight(),
            alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
    boolean plain = hasPlainSamples(image);
    int width = image.getWidth();
    for (int y = 0; y < image.getHeight(); y += ROWS) {
      int rows = Math.min(ROWS, image.getHeight() - y);
      int[] argb =
          plain ? samples(image, y, rows) : image.getRGB(0, y, width, rows, null, 0, width);
      packed.setRGB(0, y, width, rows, argb, 0, width);
    }
    return packed;
  }

  /** Whether its samples are grey or red, green, blue in 8 or 16 bits, not premultiplied. */
  private static boolean hasPlainSamples(BufferedImage image) {
    int type = image.getRaster().getTransferType();
    int colours = image.getColorModel().getNumColorComponents();
    return image.getColorModel() instanceof ComponentColorModel
        && !image.isAlphaPremultiplied()
        && (type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT)
        && (colours == 1
            || (colours == 3 && image.getColorModel().getColorSpace() instanceof ICC_ColorSpace));
  }

  private static int[] samples(BufferedImage image, int y, int rows) {
    int width = image.getWidth();
    Raster raster = image.getRaster();
    int bands = raster.getNumBands();
    boolean grey = image.getColorModel().getNumColorComponents() == 1;
    boolean alpha = image.getColorModel().hasAlpha();
    int shift = Math.max(0, image.getColorModel().getComponentSize(0) - 8);
    int[] samples = raster.getPixels(0, y, width, rows, (int[]) null);
    int[] argb = new int[width * rows];
    for (int i = 0; i < argb.length; i++) {
      int at = i * bands;
      int red = samples[at] >> shift;
      int green = grey ? red : samples[at + 1] >> shift;
      int blue = grey ? red : samples[at + 2] >> shift;
      int opaque = alpha ? samples[at + bands - 1] >> shift : 0xff;
      argb[i] = (opaque << 24) | (red << 16) | (green << 8) | blue;
    }
    return argb;
  }
}
