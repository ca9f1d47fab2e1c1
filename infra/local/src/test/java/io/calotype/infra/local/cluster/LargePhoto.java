package io.calotype.infra.local.cluster;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.SplittableRandom;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** A photo of 22 megapixels, as a camera makes them, with noise. */
final class LargePhoto {
  static final int WIDTH_PX = 5760;
  static final int HEIGHT_PX = 3840;
  private static final int NOISE = 5;
  private static final float QUALITY = 0.75f;

  private LargePhoto() {}

  static byte[] jpeg() throws IOException {
    BufferedImage image = new BufferedImage(WIDTH_PX, HEIGHT_PX, BufferedImage.TYPE_INT_RGB);
    try (InputStream in = LargePhoto.class.getResourceAsStream("/photos/rocket.jpg")) {
      Graphics2D graphics = image.createGraphics();
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      graphics.drawImage(ImageIO.read(in), 0, 0, WIDTH_PX, HEIGHT_PX, null);
      graphics.dispose();
    }
    SplittableRandom random = new SplittableRandom(1);
    int[] row = new int[WIDTH_PX];
    for (int y = 0; y < HEIGHT_PX; y++) {
      image.getRGB(0, y, WIDTH_PX, 1, row, 0, WIDTH_PX);
      for (int x = 0; x < WIDTH_PX; x++) {
        int green = (row[x] >> 8) & 0xff;
        int noisy = Math.min(255, green + random.nextInt(NOISE));
        row[x] = (row[x] & 0xff00ff) | (noisy << 8);
      }
      image.setRGB(0, y, WIDTH_PX, 1, row, 0, WIDTH_PX);
    }
    return encoded(image);
  }

  private static byte[] encoded(BufferedImage image) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam parameters = writer.getDefaultWriteParam();
    parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    parameters.setCompressionQuality(QUALITY);
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(jpeg)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), parameters);
    } finally {
      writer.dispose();
    }
    return jpeg.toByteArray();
  }
}
