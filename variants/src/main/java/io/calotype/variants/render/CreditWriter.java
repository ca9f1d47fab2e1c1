package io.calotype.variants.render;

import io.calotype.variants.plan.PlannedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Puts EXIF data into encoded files that have none, past the engines: theirs could carry more of
 * the original's over than was meant, where it was taken for one.
 */
final class CreditWriter {
  private static final int PNG_HEADER_BYTES = 8 + 25;
  private static final int RIFF_BYTES = 12;
  private static final int WEBP_EXIF = 0x08;
  private static final int WEBP_ALPHA = 0x10;

  private CreditWriter() {}

  /** The file with this EXIF data; an AVIF stays as it is, since its engine has put it in. */
  static RenderedImage into(RenderedImage image, byte[] exif) {
    PlannedImage planned = image.planned();
    byte[] file = image.bytes();
    byte[] credited =
        switch (planned.encoding().format()) {
          case JPEG -> jpeg(file, exif);
          case PNG -> png(file, exif);
          case WEBP -> webp(file, exif, planned);
          case AVIF -> file;
        };
    return new RenderedImage(planned, credited, image.cpu());
  }

  private static byte[] jpeg(byte[] file, byte[] exif) {
    byte[] prefix = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(file.length + 4 + prefix.length + exif.length)
        .put(file, 0, 2)
        .putShort((short) 0xffe1)
        .putShort((short) (2 + prefix.length + exif.length))
        .put(prefix)
        .put(exif)
        .put(file, 2, file.length - 2)
        .array();
  }

  private static byte[] png(byte[] file, byte[] exif) {
    byte[] chunk =
        ByteBuffer.allocate(4 + exif.length)
            .put("eXIf".getBytes(StandardCharsets.US_ASCII))
            .put(exif)
            .array();
    CRC32 crc = new CRC32();
    crc.update(chunk);
    return ByteBuffer.allocate(file.length + 8 + chunk.length)
        .put(file, 0, PNG_HEADER_BYTES)
        .putInt(exif.length)
        .put(chunk)
        .putInt((int) crc.getValue())
        .put(file, PNG_HEADER_BYTES, file.length - PNG_HEADER_BYTES)
        .array();
  }

  private static byte[] webp(byte[] file, byte[] exif, PlannedImage planned) {
    ByteArrayOutputStream body = new ByteArrayOutputStream(file.length + exif.length + 64);
    String first = new String(file, RIFF_BYTES, 4, StandardCharsets.US_ASCII);
    if (first.equals("VP8X")) {
      file[RIFF_BYTES + 8] |= WEBP_EXIF;
    } else {
      boolean alpha = first.equals("VP8L") && (file[RIFF_BYTES + 8 + 4] & 0x10) != 0;
      ByteBuffer extended = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
      extended.putInt(WEBP_EXIF | (alpha ? WEBP_ALPHA : 0));
      extended.putShort((short) (planned.widthPx() - 1)).put((byte) 0);
      extended.putShort((short) (planned.heightPx() - 1)).put((byte) 0);
      body.writeBytes(chunk("VP8X", extended.array()));
    }
    body.write(file, RIFF_BYTES, file.length - RIFF_BYTES);
    body.writeBytes(chunk("EXIF", exif));
    return ByteBuffer.allocate(RIFF_BYTES + body.size())
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(file, 0, 4)
        .putInt(4 + body.size())
        .put(file, 8, 4)
        .put(body.toByteArray())
        .array();
  }

  private static byte[] chunk(String name, byte[] data) {
    return ByteBuffer.allocate(8 + (data.length + 1) / 2 * 2)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(name.getBytes(StandardCharsets.US_ASCII))
        .putInt(data.length)
        .put(data)
        .array();
  }
}
