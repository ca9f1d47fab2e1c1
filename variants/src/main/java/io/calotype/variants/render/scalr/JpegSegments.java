package io.calotype.variants.render.scalr;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A JPEG taken apart: its colour profile, and what ImageIO needs to decode it.
 *
 * <p>ImageIO is given no metadata, since it refuses good pictures for oddities in it and applies
 * profiles to some and not to others. What it guesses of the colours where no segment says them is
 * not what libjpeg and browsers take, so that is said to it.
 */
final class JpegSegments {
  private static final int SOS = 0xda;
  private static final int APP0 = 0xe0;
  private static final int APP2 = 0xe2;
  private static final int APP14 = 0xee;
  private static final int APP15 = 0xef;
  private static final int COMMENT = 0xfe;
  private static final String ICC = "ICC_PROFILE\0";
  private static final byte[] JFIF = {
    (byte) 0xff, (byte) 0xe0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0
  };

  private final byte[] file;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final TreeMap<Integer, byte[]> profileParts = new TreeMap<>();
  private boolean jfif;
  private byte[] adobe = {};
  private int components;
  private boolean namedRgb;
  private byte[] rest = {};

  /** Takes apart a file whose markers are sound up to its first scan, as the probe has seen. */
  JpegSegments(byte[] file) {
    this.file = file;
    int at = 2;
    while (at + 3 < file.length) {
      if (u8(at) != 0xff || u8(at + 1) == 0xff || isAlone(u8(at + 1))) {
        at++; // Between markers, like decoders.
        continue;
      }
      int code = u8(at + 1);
      if (code == SOS) {
        rest = Arrays.copyOfRange(file, at, file.length);
        break;
      }
      int end = Math.min(file.length, at + 2 + ((u8(at + 2) << 8) | u8(at + 3)));
      segment(code, at, end);
      at = Math.max(end, at + 2);
    }
  }

  private static boolean isAlone(int code) {
    return code <= 0x01 || (code >= 0xd0 && code <= 0xd9);
  }

  private void segment(int code, int at, int end) {
    if (code == APP0) {
      jfif |= isText(at + 4, end, "JFIF\0");
    } else if (code == APP14 && isText(at + 4, end, "Adobe") && end - at >= 16) {
      adobe = Arrays.copyOfRange(file, at, end);
    } else if (code == APP2 && isText(at + 4, end, ICC) && end - at >= 18) {
      profileParts.putIfAbsent(u8(at + 16), Arrays.copyOfRange(file, at + 18, end));
    } else if ((code < APP0 || code > APP15) && code != COMMENT) {
      if (code >= 0xc0 && code <= 0xca && code != 0xc4 && code != 0xc8 && end - at >= 10) {
        components = u8(at + 9);
        namedRgb =
            components == 3
                && end - at >= 19
                && u8(at + 10) == 'R'
                && u8(at + 13) == 'G'
                && u8(at + 16) == 'B';
      }
      kept.write(file, at, end - at);
    }
  }

  /** What ImageIO decodes. */
  byte[] decodable() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(file.length + JFIF.length);
    out.write(0xff);
    out.write(0xd8);
    if (components == 3 && (jfif || (adobe.length == 0 && !namedRgb))) {
      out.writeBytes(JFIF); // Luminance and colour differences.
    } else {
      out.writeBytes(adobe);
    }
    out.writeBytes(kept.toByteArray());
    out.writeBytes(rest);
    return out.toByteArray();
  }

  /** The embedded profile, put together from its parts. */
  Optional<byte[]> profile() {
    ByteArrayOutputStream profile = new ByteArrayOutputStream();
    profileParts.values().forEach(profile::writeBytes);
    return profile.size() == 0 ? Optional.empty() : Optional.of(profile.toByteArray());
  }

  boolean hasFourComponents() {
    return components == 4;
  }

  /** Whether an Adobe segment stands in it: its CMYK is inverted then. */
  boolean isAdobe() {
    return adobe.length > 0;
  }

  /** Whether the first three of four components are luminance and colour differences. */
  boolean isYcck() {
    return isAdobe() && (adobe[15] & 0xff) == 2;
  }

  private boolean isText(int at, int end, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return at + bytes.length <= end
        && Arrays.equals(file, at, at + bytes.length, bytes, 0, bytes.length);
  }

  private int u8(int at) {
    return file[at] & 0xff;
  }
}
