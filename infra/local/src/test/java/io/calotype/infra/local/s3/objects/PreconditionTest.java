package io.calotype.infra.local.s3.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PreconditionTest {
  private static final StoredObject PRESENT =
      new StoredObject("key", 1, "abc", 0, "0", ObjectHeaders.none());

  @Test
  void matchesEtagsWithAndWithoutQuotes() {
    assertThat(Precondition.matches("\"abc\"", "abc")).isTrue();
    assertThat(Precondition.matches("abc", "abc")).isTrue();
    assertThat(Precondition.matches("*", "abc")).isTrue();
    assertThat(Precondition.matches("\"abcd\"", "abc")).isFalse();
    assertThat(Precondition.matches("\"", "abc")).isFalse();
  }

  @Test
  void noneAllowsAnything() {
    assertThatCode(() -> Precondition.none().checkWrite("key", PRESENT)).doesNotThrowAnyException();
    assertThatCode(() -> Precondition.none().checkWrite("key", null)).doesNotThrowAnyException();
  }

  @Test
  void saysWhatItExpectedAndWhatIsThere() {
    assertThatThrownBy(() -> new Precondition("\"other\"", null).checkWrite("key", PRESENT))
        .isInstanceOf(PreconditionFailedException.class)
        .hasMessage("expected etag \"other\" at 'key' but it is abc");
    assertThatThrownBy(() -> new Precondition(null, "*").checkWrite("key", PRESENT))
        .isInstanceOf(PreconditionFailedException.class)
        .hasMessage("expected no object with etag * at 'key' but it is abc");
  }

  @Test
  void aWriteOverNothingDiffersFromARemovalOfNothing() {
    Precondition condition = new Precondition("\"abc\"", null);

    assertThatThrownBy(() -> condition.checkWrite("key", null))
        .isInstanceOf(NoSuchObjectException.class);
    assertThatCode(() -> condition.checkRemoval("key", null)).doesNotThrowAnyException();
  }
}
