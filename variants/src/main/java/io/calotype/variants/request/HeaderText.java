package io.calotype.variants.request;

/** What HTTP calls optional white space: spaces and tabs only, unlike Java's own idea of it. */
final class HeaderText {
  private HeaderText() {}

  static String trim(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }
}
