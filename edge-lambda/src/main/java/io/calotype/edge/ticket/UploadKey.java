package io.calotype.edge.ticket;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/**
 * The key that an upload gets: {@code <12 random base32 characters>/<file name>}.
 *
 * <p>The random part keeps uploads of the same name apart and cannot be guessed. The file name is
 * kept as it was given, in any script, save that only its last path segment counts, that characters
 * which storage or its listings cannot carry are removed, and that a name too long is cut before
 * its extension. So every file name gives a key that can be stored and served, with room for the
 * names of variants behind it.
 */
final class UploadKey {
  static final int RANDOM_CHARACTERS = 12;

  /**
   * The longest file name, in UTF-8 bytes: file systems take 255, and a store on one (the local
   * stand-in) needs room for a suffix while it writes. The whole key stays far below the 256
   * characters of a partition key and the bytes that a servable key may have.
   */
  static final int FILE_NAME_BYTES_MAX = 200;

  /** What a file is called whose name has nothing that can be kept. */
  static final String NAMELESS = "picture";

  private static final int EXTENSION_BYTES_MAX = 16;
  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

  private UploadKey() {}

  /** A fresh key for a file name as a browser or a script gives it. */
  static String of(String fileName, RandomGenerator random) {
    StringBuilder key = new StringBuilder(RANDOM_CHARACTERS + 1 + fileName.length());
    for (int i = 0; i < RANDOM_CHARACTERS; i++) {
      key.append(BASE32.charAt(random.nextInt(BASE32.length())));
    }
    return key.append('/').append(kept(fileName)).toString();
  }

  private static String kept(String fileName) {
    int separator = Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\'));
    StringBuilder kept = new StringBuilder();
    fileName
        .substring(separator + 1)
        .codePoints()
        .filter(UploadKey::canBeStored)
        .forEach(kept::appendCodePoint);
    String name = shortened(kept.toString());
    return name.isBlank() || name.equals(".") || name.equals("..") ? NAMELESS : name;
  }

  /** No control characters, and nothing that UTF-8 or the XML of S3's listings cannot say. */
  private static boolean canBeStored(int codePoint) {
    return !Character.isISOControl(codePoint)
        && Character.getType(codePoint) != Character.SURROGATE
        && (codePoint & 0xfffe) != 0xfffe;
  }

  private static String shortened(String name) {
    if (bytes(name) <= FILE_NAME_BYTES_MAX) {
      return name;
    }
    int dot = name.lastIndexOf('.');
    String extension = dot < 0 ? "" : name.substring(dot);
    if (bytes(extension) > EXTENSION_BYTES_MAX) {
      extension = "";
    }
    return atMost(FILE_NAME_BYTES_MAX - bytes(extension), name) + extension;
  }

  /** As many whole characters from the start as fit. */
  private static String atMost(int bytesMax, String text) {
    int end = 0;
    for (int bytes = 0; end < text.length(); ) {
      int codePoint = text.codePointAt(end);
      bytes += bytes(Character.toString(codePoint));
      if (bytes > bytesMax) {
        break;
      }
      end += Character.charCount(codePoint);
    }
    return text.substring(0, end);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
