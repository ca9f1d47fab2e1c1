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
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

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

  /** Writes an animation of small frames. */
  static Path animatedGif(Path file, int frames) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.prepareWriteSequence(null);
      for (int i = 0; i < frames; i++) {
        BufferedImage frame = new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB);
        frame.setRGB(i, i, 0xff0000);
        writer.writeToSequence(new IIOImage(frame, null, null), null);
      }
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
    return Files.write(file, out.toByteArray());
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
