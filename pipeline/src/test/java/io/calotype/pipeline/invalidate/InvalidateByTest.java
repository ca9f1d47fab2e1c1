package io.calotype.pipeline.invalidate;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.pipeline.announce.Announcement;
import java.util.List;
import org.junit.jupiter.api.Test;

class InvalidateByTest {
  @Test
  void namesTheTagOfEverythingOfAnOriginal() {
    assertThat(InvalidateBy.TAG.item(of(Announcement.Type.VARIANTS_REMOVED, false)))
        .isEqualTo("#0123456789abcdef");
  }

  @Test
  void escapesAllButTheWildcardAtThePathsEnd() {
    assertThat(InvalidateBy.PATH.item(of(Announcement.Type.VARIANTS_REMOVED, false)))
        .isEqualTo("/a/b%20%2A%23.jpg*");
  }

  @Test
  void isNeededForWhatWasReplacedOrRemovedOnly() {
    assertThat(Invalidation.isNeeded(of(Announcement.Type.VARIANTS_REMOVED, false))).isTrue();
    assertThat(Invalidation.isNeeded(of(Announcement.Type.VARIANTS_READY, true))).isTrue();
    assertThat(Invalidation.isNeeded(of(Announcement.Type.ORIGINAL_REJECTED, true))).isTrue();
    assertThat(Invalidation.isNeeded(of(Announcement.Type.VARIANTS_READY, false))).isFalse();
  }

  private static Announcement of(Announcement.Type type, boolean replaced) {
    return new Announcement(
        type,
        "originals",
        "a/b *#.jpg",
        null,
        null,
        "0123456789abcdef",
        null,
        null,
        List.of(),
        replaced,
        0);
  }
}
