package io.calotype.benchmarks.stages;

import io.calotype.benchmarks.Jpeg;
import io.calotype.benchmarks.Resizing;
import io.calotype.variants.name.Format;
import io.calotype.variants.probe.ImageHeader;
import io.calotype.variants.recipe.Encoding;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/**
 * The stages in Java: ImageIO decodes and encodes, a library resizes.
 *
 * @param resizing the library
 */
record JavaStages(Resizing resizing) implements Stages {
  @Override
  public Picture decode(byte[] photo, ImageHeader header) {
    try {
      return new JavaPicture(ImageIO.read(new ByteArrayInputStream(photo)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Picture resize(Picture picture, int widthPx, int heightPx) {
    return new JavaPicture(resizing.of(((JavaPicture) picture).image(), widthPx, heightPx));
  }

  @Override
  public byte[] encode(Picture picture, Encoding encoding) {
    if (encoding.format() != Format.JPEG) {
      throw new IllegalArgumentException(
          "expected JPEG, which Java can encode, but got " + encoding.format());
    }
    return Jpeg.encode(((JavaPicture) picture).image(), encoding.quality());
  }

  private record JavaPicture(BufferedImage image) implements Picture {
    @Override
    public int widthPx() {
      return image.getWidth();
    }

    @Override
    public int heightPx() {
      return image.getHeight();
    }

    @Override
    public byte[] pixels() {
      byte[] pixels = new byte[3 * widthPx() * heightPx()];
      int[] row = new int[widthPx()];
      for (int y = 0, at = 0; y < heightPx(); y++) {
        image.getRGB(0, y, widthPx(), 1, row, 0, widthPx());
        for (int rgb : row) {
          pixels[at++] = (byte) (rgb >> 16);
          pixels[at++] = (byte) (rgb >> 8);
          pixels[at++] = (byte) rgb;
        }
      }
      return pixels;
    }

    @Override
    public void close() {
      // The collector takes it.
    }
  }
}
