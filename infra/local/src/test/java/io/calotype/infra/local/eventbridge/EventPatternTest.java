package io.calotype.infra.local.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EventPatternTest {
  private final EventPattern pattern = EventPattern.ofOriginals("calotype-originals");

  @Test
  void takesWhatChangesAnOriginal() {
    assertThat(pattern.matches(event("aws.s3", "Object Created", "calotype-originals"))).isTrue();
    assertThat(pattern.matches(event("aws.s3", "Object Deleted", "calotype-originals"))).isTrue();
  }

  @Test
  void leavesAllElse() {
    assertThat(pattern.matches(event("aws.s3", "Object Created", "calotype-variants"))).isFalse();
    assertThat(pattern.matches(event("aws.s3", "Object Created", "calotype-originals-2")))
        .isFalse();
    assertThat(pattern.matches(event("aws.s3", "Object Tags Added", "calotype-originals")))
        .isFalse();
    assertThat(pattern.matches(event("calotype", "Object Created", "calotype-originals")))
        .isFalse();
    assertThat(pattern.matches("not json")).isFalse();
    assertThat(pattern.matches("[]")).isFalse();
  }

  @Test
  void isRefusedWhenItIsNone() {
    assertThatThrownBy(() -> new EventPattern("{\"source\": \"aws.s3\"}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected an EventBridge pattern");
  }

  private static String event(String source, String detailType, String bucket) {
    return """
    {"source": "%s", "detail-type": "%s", "detail": {"bucket": {"name": "%s"},
     "object": {"key": "a"}}}
    """
        .formatted(source, detailType, bucket);
  }
}
