package io.calotype.edge.onthefly;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;

/** A real PNG of 400x200 pixels with a comment behind its end, where every reader ignores it. */
final class Picture {
  private static final byte[] PNG = png();

  private Picture() {}

  static byte[] of(String comment) {
    byte[] behind = comment.getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(PNG, PNG.length + behind.length);
    System.arraycopy(behind, 0, all, PNG.length, behind.length);
    return all;
  }

  static String comment(byte[] picture) {
    return new String(picture, PNG.length, picture.length - PNG.length, StandardCharsets.UTF_8);
  }

  private static byte[] png() {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(400, 200, BufferedImage.TYPE_INT_RGB), "png", png);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return png.toByteArray();
  }
}
