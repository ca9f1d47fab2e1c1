package io.calotype.variants.render.scalr;

import io.calotype.variants.recipe.Encoding;
import io.calotype.variants.recipe.RgbColor;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Encodes JPEG, at 4:2:0, and PNG; neither with metadata. */
final class Encoder {
  private final RgbColor background;

  Encoder(RgbColor background) {
    this.background = background;
  }

  byte[] encode(BufferedImage image, Encoding encoding) {
    return switch (encoding.format()) {
      case JPEG -> write("jpeg", flattened(image), encoding.quality() / 100f);
      case PNG -> write("png", image, 1 - encoding.effort() / (float) Encoding.EFFORT_MAX);
      case WEBP, AVIF ->
          throw new IllegalArgumentException(
              "expected jpeg or png, all that the scalr engine makes, but got "
                  + encoding.format().id());
    };
  }

  private BufferedImage flattened(BufferedImage image) {
    if (!image.getColorModel().hasAlpha()) {
      return image;
    }
    BufferedImage opaque =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = opaque.createGraphics();
    try {
      Color color = new Color(background.red(), background.green(), background.blue());
      graphics.drawImage(image, 0, 0, color, null);
    } finally {
      graphics.dispose();
    }
    return opaque;
  }

  /** Quality is what ImageIO calls it: for PNG, 1 compresses least. */
  private static byte[] write(String format, BufferedImage image, float quality) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(quality);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), param);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
