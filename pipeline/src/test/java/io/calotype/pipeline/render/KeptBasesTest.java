package io.calotype.pipeline.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calotype.variants.manifest.Source;
import io.calotype.variants.render.BaseKeeper;
import io.calotype.variants.render.BasePicture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class KeptBasesTest {
  private static final Source FIRST = new Source("first", 10, null);
  private static final Source SECOND = new Source("second", 10, null);
  private static final byte[] ORIGINAL = new byte[10];

  /** Of 2x1 pixels: with its original 16 bytes. */
  private static final BasePicture PICTURE = new BasePicture(2, 1, 3, 1, 1, new byte[6]);

  private final HeapRoom room = new HeapRoom(40);
  private final KeptBases bases = new KeptBases(room);
  private final AtomicInteger copies = new AtomicInteger();

  @Test
  void givesWhatItKeepsToTheSameVersionAlone() {
    offer("a", FIRST);
    assertThat(bases.find("a", FIRST))
        .hasValueSatisfying(
            kept -> {
              assertThat(kept.original()).isSameAs(ORIGINAL);
              assertThat(kept.picture()).isSameAs(PICTURE);
            });
    assertThat(bases.find("a", SECOND)).isEmpty();
    assertThat(keeper("a", SECOND).kept(2, 1)).isEmpty();
    assertThat(bases.find("b", FIRST)).isEmpty();
  }

  @Test
  void givesPicturesOfExactlyTheSizeThatIsAskedForAndCountsThem() {
    offer("a", FIRST);
    assertThat(keeper("a", FIRST).kept(1, 1)).isEmpty();
    assertThat(keeper("a", FIRST).kept(2, 2)).isEmpty();
    assertThat(bases.used()).isZero();
    assertThat(keeper("a", FIRST).kept(2, 1)).containsSame(PICTURE);
    assertThat(bases.used()).isEqualTo(1);
  }

  @Test
  void keepsNothingForWhoeverComesLast() {
    BaseKeeper last = bases.finder("a", FIRST);
    last.offer(6, () -> PICTURE);
    assertThat(bases.bytes()).isZero();
    offer("a", FIRST);
    assertThat(last.kept(2, 1)).containsSame(PICTURE);
    assertThat(last.kept(1, 1)).isEmpty();
    // Nor is anything lost to a repeat, which may ask once more.
    last.offer(6, () -> PICTURE);
    assertThat(last.kept(2, 1)).containsSame(PICTURE);
    assertThat(bases.finder("a", SECOND).kept(2, 1)).isEmpty();
  }

  @Test
  void keepsWhatCameFirstWhereThereIsNoRoomForMore() {
    offer("a", FIRST);
    offer("b", FIRST);
    offer("c", FIRST);
    assertThat(copies).as("pictures that were copied").hasValue(2);
    assertThat(bases.find("a", FIRST)).isPresent();
    assertThat(bases.find("c", FIRST)).isEmpty();
    assertThat(bases.bytes()).isEqualTo(32);
    bases.forget("a");
    offer("c", FIRST);
    assertThat(bases.find("c", FIRST)).isPresent();
  }

  @Test
  void keepsTheLatestVersionInTheRoomOfTheOneBefore() {
    offer("a", FIRST);
    offer("b", FIRST);
    offer("a", SECOND);
    assertThat(bases.find("a", FIRST)).isEmpty();
    assertThat(bases.find("a", SECOND)).isPresent();
    assertThat(bases.bytes()).isEqualTo(32);
  }

  @Test
  void givesTheRoomBackOfAPictureThatCannotBeCopied() {
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(
              () ->
                  keeper("a", FIRST)
                      .offer(
                          6,
                          () -> {
                            throw new IllegalStateException("a test");
                          }))
          .hasMessage("a test");
    }
    offer("a", FIRST);
    offer("b", FIRST);
    assertThat(bases.bytes()).isEqualTo(32);
  }

  @Test
  void sharesItsRoomWithOthersAndGivesAllOfItBackInTheEnd() {
    offer("a", FIRST);
    offer("b", FIRST);
    KeptBases others = new KeptBases(room);
    others.keeper("a", FIRST, ORIGINAL).offer(6, () -> PICTURE);
    assertThat(others.bytes()).isZero();
    bases.close();
    bases.close();
    offer("c", FIRST);
    assertThat(bases.bytes()).isZero();
    others.keeper("a", FIRST, ORIGINAL).offer(6, () -> PICTURE);
    others.keeper("b", FIRST, ORIGINAL).offer(6, () -> PICTURE);
    assertThat(others.bytes()).isEqualTo(32);
  }

  private BaseKeeper keeper(String key, Source source) {
    return bases.keeper(key, source, ORIGINAL);
  }

  private void offer(String key, Source source) {
    keeper(key, source)
        .offer(
            6,
            () -> {
              copies.incrementAndGet();
              return PICTURE;
            });
  }
}
