package io.calotype.infra.local;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;

/** Photographs for tests: what they show, and what their files say of it. */
final class MadePhotos {
  private MadePhotos() {}

  static BufferedImage redLeftOfBlue(int widthPx, int heightPx) {
    BufferedImage image = plain(widthPx, heightPx, Color.BLUE);
    for (int y = 0; y < heightPx; y++) {
      for (int x = 0; x < widthPx / 2; x++) {
        image.setRGB(x, y, Color.RED.getRGB());
      }
    }
    return image;
  }

  static BufferedImage plain(int widthPx, int heightPx, Color color) {
    BufferedImage image = new BufferedImage(widthPx, heightPx, BufferedImage.TYPE_INT_RGB);
    int[] pixels = new int[widthPx * heightPx];
    Arrays.fill(pixels, color.getRGB());
    image.setRGB(0, 0, widthPx, heightPx, pixels, 0, widthPx);
    return image;
  }

  /** A PNG that no format makes small. */
  static byte[] noise(int widthPx, int heightPx) throws Exception {
    BufferedImage image = new BufferedImage(widthPx, heightPx, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(1);
    for (int y = 0; y < heightPx; y++) {
      for (int x = 0; x < widthPx; x++) {
        image.setRGB(x, y, random.nextInt(0x1000000));
      }
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return png.toByteArray();
  }

  static byte[] jpeg(BufferedImage image) throws Exception {
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", jpeg);
    return jpeg.toByteArray();
  }

  /** With EXIF's orientation 6. */
  static byte[] turnedToTheRight(BufferedImage stored) throws Exception {
    String exif = "Exif\0\0MM\0*\0\0\0\10\0\1\1\22\0\3\0\0\0\1\0\6\0\0\0\0\0\0";
    return withSegment(jpeg(stored), 0xe1, exif.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** With a colour profile. */
  static byte[] withProfile(byte[] jpeg, byte[] icc) {
    byte[] head = "ICC_PROFILE\0\1\1".getBytes(StandardCharsets.ISO_8859_1);
    byte[] segment = Arrays.copyOf(head, head.length + icc.length);
    System.arraycopy(icc, 0, segment, head.length, icc.length);
    return withSegment(jpeg, 0xe2, segment);
  }

  /** Puts a segment behind the first marker of a JPEG. */
  private static byte[] withSegment(byte[] jpeg, int marker, byte[] data) {
    int length = data.length + 2;
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    for (int b : new int[] {0xff, 0xd8, 0xff, marker, length >> 8, length}) {
      file.write(b);
    }
    file.writeBytes(data);
    file.write(jpeg, 2, jpeg.length - 2);
    return file.toByteArray();
  }
}
