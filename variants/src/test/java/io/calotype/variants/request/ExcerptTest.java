package io.calotype.variants.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ExcerptTest {
  @Test
  void quotesShortText() {
    assertThat(Excerpt.of("abc")).isEqualTo("\"abc\"");
    assertThat(Excerpt.of("")).isEqualTo("\"\"");
  }

  @Test
  void showsOnlyPrintableAscii() {
    assertThat(Excerpt.of("a\r\n\u0000ö🦊~")).isEqualTo("\"a?????~\"");
  }

  @Test
  void cutsAfterFortyCharacters() {
    assertThat(Excerpt.of("x".repeat(40))).isEqualTo("\"" + "x".repeat(40) + "\"");
    assertThat(Excerpt.of("x".repeat(41))).isEqualTo("\"" + "x".repeat(40) + "...\"");
  }
}
