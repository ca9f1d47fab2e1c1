package io.calotype.variants.probe;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a file is by its content, whatever its name or declared type say.
 *
 * @param format the format, where it is one that can be read
 * @param name what messages call it, as {@code HEIC}
 */
record Sniff(Optional<SourceFormat> format, String name) {
  private static final int TEXT_BYTES_MAX = 4096;
  private static final int BRANDS_MAX = 64;
  private static final int SHOWN_BYTES_MAX = 8;

  /** Beginnings of what cannot be read, so that the message can name it. */
  private static final List<Beginning> FOREIGN =
      List.of(
          new Beginning("II+\0", "BigTIFF"),
          new Beginning("MM\0+", "BigTIFF"),
          new Beginning("\u00ff\n", "JPEG XL"),
          new Beginning("\0\0\0\fJXL ", "JPEG XL"),
          new Beginning("\0\0\0\fjP  ", "JPEG 2000"),
          new Beginning("\u00ffO\u00ffQ", "JPEG 2000"),
          new Beginning("8BPS", "Photoshop PSD"),
          new Beginning("%PDF", "PDF"),
          new Beginning("%!PS", "PostScript"),
          new Beginning("BM", "BMP"),
          new Beginning("\0\0\1\0", "ICO"),
          new Beginning("\0\0\2\0", "CUR"),
          new Beginning("IIRO", "camera RAW"),
          new Beginning("IIRS", "camera RAW"),
          new Beginning("MMOR", "camera RAW"),
          new Beginning("IIU\0", "camera RAW"),
          new Beginning("FUJIFILMCCD-RAW", "camera RAW"),
          new Beginning("II\u001a\0\0\0HEAPCCDR", "camera RAW"),
          new Beginning("FOVb", "camera RAW"),
          new Beginning("\0MRM", "camera RAW"),
          new Beginning("v/1\1", "OpenEXR"),
          new Beginning("#?RADIANCE", "Radiance HDR"),
          new Beginning("DDS ", "DDS"),
          new Beginning("PK\3\4", "ZIP"),
          new Beginning("\u001f\u008b", "gzip"),
          new Beginning("RIFF", "RIFF audio or video"),
          new Beginning("\u001aE\u00df\u00a3", "Matroska video"),
          new Beginning("OggS", "Ogg"),
          new Beginning("ID3", "MP3"));

  private record Beginning(String bytes, String name) {}

  static Sniff of(byte[] file) {
    Bytes bytes = Bytes.of(file, "image");
    if (bytes.isAt(0, "\u00ff\u00d8\u00ff")) {
      return known(SourceFormat.JPEG, "JPEG");
    }
    if (bytes.isAt(0, "\u0089PNG\r\n\u001a\n")) {
      return known(SourceFormat.PNG, "PNG");
    }
    if (bytes.isAt(0, "GIF87a") || bytes.isAt(0, "GIF89a")) {
      return known(SourceFormat.GIF, "GIF");
    }
    if (bytes.isAt(0, "RIFF") && bytes.isAt(8, "WEBP")) {
      return known(SourceFormat.WEBP, "WebP");
    }
    if (bytes.isAt(0, "II*\0") || bytes.isAt(0, "MM\0*")) {
      return bytes.isAt(8, "CR\2") ? foreign("camera RAW") : known(SourceFormat.TIFF, "TIFF");
    }
    if (bytes.isAt(4, "ftyp")) {
      return isoMedia(bytes);
    }
    for (Beginning beginning : FOREIGN) {
      if (bytes.isAt(0, beginning.bytes())) {
        return foreign(beginning.name());
      }
    }
    return unknown(bytes);
  }

  /** Files of boxes tell by their brands what they are: the first is theirs, the rest they suit. */
  private static Sniff isoMedia(Bytes bytes) {
    String name = "MP4 or QuickTime video";
    long end = Math.min(bytes.u32(0), bytes.length());
    for (int i = 0; i < BRANDS_MAX; i++) {
      long at = i == 0 ? 8 : 12L + 4L * i;
      if ((i > 0 && at + 4 > end) || !bytes.has(at, 4)) {
        break;
      }
      switch (bytes.text(at, 4)) {
        case "avif", "avis" -> {
          return known(SourceFormat.AVIF, "AVIF");
        }
        case "heic", "heix", "heim", "heis", "hevc", "hevx" -> name = "HEIC";
        case "crx " -> name = "camera RAW";
        case "mif1", "msf1" -> name = name.equals("HEIC") ? name : "HEIF";
        default -> {
          // Says nothing of the coding.
        }
      }
    }
    return foreign(name);
  }

  private static Sniff unknown(Bytes bytes) {
    int count = Math.min(bytes.length(), TEXT_BYTES_MAX);
    String head = bytes.text(0, count).toLowerCase(Locale.ROOT);
    boolean text =
        head.chars().noneMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f');
    if (text && head.contains("<svg")) {
      return foreign("SVG");
    }
    if (text && (head.contains("<html") || head.contains("<!doctype html"))) {
      return foreign("HTML");
    }
    if (text) {
      return foreign("text");
    }
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < Math.min(count, SHOWN_BYTES_MAX); i++) {
      hex.append(String.format(Locale.ROOT, " %02x", bytes.u8(i)));
    }
    return foreign("something unknown that begins with" + hex);
  }

  private static Sniff known(SourceFormat format, String name) {
    return new Sniff(Optional.of(format), name);
  }

  private static Sniff foreign(String name) {
    return new Sniff(Optional.empty(), name);
  }
}
