package io.calotype.variants.probe;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Whose a picture is, as its EXIF data says.
 *
 * @param copyright the copyright notice; empty where there is none
 * @param artist the artist's name; empty where there is none
 */
public record Credit(String copyright, String artist) {
  private static final int COPYRIGHT = 0x8298;
  private static final int ARTIST = 0x013b;
  private static final int TEXT_BYTES_MAX = 1000;

  /**
   * Reads it from a JPEG, PNG, WebP or TIFF.
   *
   * @return empty where the file says nothing of it or cannot be read
   */
  public static Optional<Credit> of(SourceFormat format, byte[] file) {
    return ExifData.of(format, file)
        .map(ifd -> new Credit(text(ifd, COPYRIGHT), text(ifd, ARTIST)))
        .filter(credit -> !credit.copyright.isEmpty() || !credit.artist.isEmpty());
  }

  private static String text(TiffDirectory directory, int tag) {
    byte[] bytes = directory.text(tag).orElse(new byte[0]);
    if (bytes.length > TEXT_BYTES_MAX) {
      return "";
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      text = new String(bytes, StandardCharsets.ISO_8859_1);
    }
    return text.strip();
  }

  /** EXIF data, from the byte-order mark on, that says this and nothing else. */
  public byte[] exif() {
    byte[][] texts = {bytes(artist), bytes(copyright)};
    int[] tags = {ARTIST, COPYRIGHT}; // Ascending, as TIFF wants them.
    int dataAt = 8 + 2 + 2 * 12 + 4;
    ByteBuffer exif = ByteBuffer.allocate(dataAt + texts[0].length + texts[1].length);
    exif.put(new byte[] {'M', 'M', 0, 42}).putInt(8).putShort((short) 2);
    for (int i = 0; i < 2; i++) {
      exif.putShort((short) tags[i]).putShort((short) 2).putInt(texts[i].length);
      if (texts[i].length <= 4) {
        exif.put(texts[i]).put(new byte[4 - texts[i].length]);
      } else {
        exif.putInt(dataAt + (i == 0 ? 0 : texts[0].length));
      }
    }
    return exif.putInt(0).put(texts[0]).put(texts[1]).array();
  }

  /** Ended by a zero and of an even length, as TIFF wants it. */
  private static byte[] bytes(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate((utf8.length + 2) / 2 * 2).put(utf8).array();
  }
}
