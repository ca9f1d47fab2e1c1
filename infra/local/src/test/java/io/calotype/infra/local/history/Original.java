package io.calotype.infra.local.history;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** A version of an original: real pictures, as small as they come, and files that are refused. */
@SuppressWarnings("ImmutableEnumChecker") // Neither bytes nor metadata are ever changed.
enum Original {
  RED(png(24, 12, 0xd02010), Map.of()),
  /** With the pixels of {@link #RED}, so that entity tags do not tell their variants apart. */
  RED_WITH_A_COMMENT(withComment(png(24, 12, 0xd02010)), Map.of()),
  /** With the bytes of {@link #RED}, so that only crops differ. */
  RED_WITH_A_FOCUS(png(24, 12, 0xd02010), Map.of("focal-point", "0.25,0.75")),
  TALL_AND_BLUE(png(12, 20, 0x1030c0), Map.of()),
  TRUNCATED(Arrays.copyOf(png(24, 12, 0x208030), 50), Map.of()),
  NO_PICTURE("no picture".getBytes(StandardCharsets.UTF_8), Map.of());

  private static final int IHDR_ENDS = 33;

  private final byte[] file;
  private final Map<String, String> metadata;

  Original(byte[] file, Map<String, String> metadata) {
    this.file = file;
    this.metadata = metadata;
  }

  byte[] file() {
    return file.clone();
  }

  Map<String, String> metadata() {
    return metadata;
  }

  /** Bright at its left, so that another crop is another picture. */
  private static byte[] png(int widthPx, int heightPx, int rgb) {
    BufferedImage image = new BufferedImage(widthPx, heightPx, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < heightPx; y++) {
      for (int x = 0; x < widthPx; x++) {
        image.setRGB(x, y, x < widthPx / 3 ? 0xffffff : rgb);
      }
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return png.toByteArray();
  }

  private static byte[] withComment(byte[] png) {
    byte[] chunk = "tEXtComment\0the same again".getBytes(StandardCharsets.ISO_8859_1);
    CRC32 crc = new CRC32();
    crc.update(chunk);
    return ByteBuffer.allocate(png.length + chunk.length + 8)
        .put(png, 0, IHDR_ENDS)
        .putInt(chunk.length - 4)
        .put(chunk)
        .putInt((int) crc.getValue())
        .put(png, IHDR_ENDS, png.length - IHDR_ENDS)
        .array();
  }
}
