package io.calotype.cli;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;

/** Pictures made for tests. */
final class Pictures {
  private Pictures() {}

  /** Writes a JPEG of a size, with its folders. */
  static Path jpeg(Path file, int widthPx, int heightPx) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    return Files.write(file, encoded("jpg", widthPx, heightPx, BufferedImage.TYPE_INT_RGB));
  }

  /** Writes a PNG that may be transparent. */
  static Path transparentPng(Path file, int widthPx, int heightPx) throws IOException {
    return Files.write(file, encoded("png", widthPx, heightPx, BufferedImage.TYPE_INT_ARGB));
  }

  /** Writes a JPEG of which the second half is missing. */
  static Path truncatedJpeg(Path file) throws IOException {
    byte[] whole = encoded("jpg", 400, 300, BufferedImage.TYPE_INT_RGB);
    return Files.write(file, Arrays.copyOf(whole, whole.length / 2));
  }

  private static byte[] encoded(String format, int widthPx, int heightPx, int type)
      throws IOException {
    BufferedImage image = new BufferedImage(widthPx, heightPx, type);
    Graphics2D graphics = image.createGraphics();
    graphics.setPaint(new GradientPaint(0, 0, Color.ORANGE, widthPx, heightPx, Color.BLUE));
    graphics.fillRect(0, 0, widthPx, heightPx);
    graphics.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (!ImageIO.write(image, format, out)) {
      throw new IOException("no encoder for " + format);
    }
    return out.toByteArray();
  }
}
