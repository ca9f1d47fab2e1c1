package io.calotype.variants.request;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Percent-encoding of UTF-8, as in the paths and queries of URLs; {@code +} is only a plus. */
public final class PercentEncoding {
  private static final String HEX = "0123456789ABCDEF";
  private static final String UNRESERVED_MARKS = "-._~";

  private PercentEncoding() {}

  /**
   * The path of a key, without a leading slash: everything is escaped but the unreserved characters
   * of RFC 3986 and {@code /}, as S3's signatures have it.
   */
  public static String encodePath(String key) {
    return encodeComponent(key).replace("%2F", "/");
  }

  /**
   * The path at which viewers ask for a key, with a leading slash. Where its segments would mean
   * something to a browser (none, {@code .}, {@code ..}; {@code //host} would even be another
   * host), its slashes are escaped, which means the same to us.
   */
  public static String viewerPath(String key) {
    boolean plain =
        Arrays.stream(key.split("/", -1))
            .noneMatch(segment -> segment.isEmpty() || segment.equals(".") || segment.equals(".."));
    return "/" + (plain ? encodePath(key) : encodeComponent(key));
  }

  /**
   * Everything is escaped but the unreserved characters of RFC 3986; so a key becomes one segment
   * of a path.
   */
  public static String encodeComponent(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (isUnreserved(c)) {
        escaped.append(c);
      } else {
        escaped.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
      }
    }
    return escaped.toString();
  }

  /**
   * Decodes once. Empty where an escape is broken, or what comes out is no well-formed Unicode; no
   * other character is looked at.
   */
  public static Optional<String> decode(String text) {
    ByteArrayOutputStream utf8 = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); ) {
      if (text.charAt(i) == '%') {
        if (!isEscape(text, i)) {
          return Optional.empty();
        }
        utf8.write(hexDigit(text.charAt(i + 1)) << 4 | hexDigit(text.charAt(i + 2)));
        i += 3;
        continue;
      }
      int codePoint = text.codePointAt(i);
      if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
        return Optional.empty();
      }
      utf8.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
      i += Character.charCount(codePoint);
    }
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(utf8.toByteArray()))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** Whether each {@code %} is followed by two hex digits. */
  static boolean isWellFormed(String text) {
    for (int i = text.indexOf('%'); i >= 0; i = text.indexOf('%', i + 1)) {
      if (!isEscape(text, i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isEscape(String text, int at) {
    return at + 2 < text.length()
        && hexDigit(text.charAt(at + 1)) >= 0
        && hexDigit(text.charAt(at + 2)) >= 0;
  }

  /** Only ASCII digits: {@link Character#digit} would take those of every script. */
  private static int hexDigit(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    int letter = c | 0x20;
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || UNRESERVED_MARKS.indexOf(c) >= 0;
  }
}
