package io.calotype.variants.request;

/**
 * What came, as it may stand in a one-line message: quoted, at most 40 characters, only printable
 * ASCII. Whatever a stranger sent can neither break the line nor flood a log.
 */
public final class Excerpt {
  private static final int CHARACTERS_MAX = 40;

  private Excerpt() {}

  /** The excerpt; {@code ?} stands for each character that is not shown. */
  public static String of(String text) {
    StringBuilder excerpt = new StringBuilder("\"");
    text.codePoints()
        .limit(CHARACTERS_MAX)
        .forEach(c -> excerpt.append(c >= ' ' && c <= '~' ? (char) c : '?'));
    boolean whole = text.codePointCount(0, text.length()) <= CHARACTERS_MAX;
    return excerpt.append(whole ? "\"" : "...\"").toString();
  }
}
