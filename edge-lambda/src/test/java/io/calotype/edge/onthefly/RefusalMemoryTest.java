package io.calotype.edge.onthefly;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.variants.manifest.Source;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class RefusalMemoryTest {
  private static final Source FIRST = new Source("first", 1, null);
  private static final Source SECOND = new Source("second", 1, null);
  private static final RefusedAnswer ANSWER = RefusedAnswer.unknown("a");

  private final SetClock clock = new SetClock();
  private final RefusalMemory memory = new RefusalMemory(clock);

  @Test
  void remembersUnknownKeysForSixtySeconds() {
    memory.unknown("a", ANSWER, memory.now());

    clock.advanceSeconds(59);
    assertThat(memory.ofUnknown("a")).isPresent();
    assertThat(memory.ofUnknown("b")).isEmpty();
    clock.advanceSeconds(1);
    assertThat(memory.ofUnknown("a")).isEmpty();
    clock.advanceSeconds(1);
    assertThat(memory.ofUnknown("a")).isEmpty();
  }

  @Test
  void remembersRefusedVersionsForSixtySeconds() {
    memory.refused("a", FIRST, ANSWER, memory.now());

    clock.advanceSeconds(59);
    assertThat(memory.of("a", FIRST)).isPresent();
    clock.advanceSeconds(2);
    assertThat(memory.of("a", FIRST)).isEmpty();
  }

  @Test
  void letsCachesKeepAnAnswerForWhatIsLeftOnly() {
    memory.unknown("a", ANSWER, memory.now());
    memory.refused("b", FIRST, ANSWER, memory.now());
    memory.refused("c", FIRST, RefusedAnswer.failed(), memory.now());
    assertThat(memory.ofUnknown("a")).contains(ANSWER);

    clock.advanceSeconds(40);
    assertThat(memory.ofUnknown("a")).contains(keptFor(20));
    assertThat(memory.of("b", FIRST)).contains(keptFor(20));
    assertThat(memory.of("c", FIRST)).as("not kept at all").contains(RefusedAnswer.failed());

    memory.unknown("d", ANSWER, memory.now().minusMillis(59_999));
    assertThat(memory.ofUnknown("d")).contains(keptFor(1));
  }

  private static RefusedAnswer keptFor(int seconds) {
    return new RefusedAnswer(ANSWER.status(), ANSWER.message(), 0, seconds);
  }

  @Test
  void saysNothingOfAnotherVersion() {
    memory.refused("a", FIRST, ANSWER, memory.now());

    assertThat(memory.of("a", SECOND)).isEmpty();
    assertThat(memory.ofUnknown("a")).isEmpty();
  }

  @Test
  void countsFromTheLookAndNotFromItsAnswer() {
    Instant seen = memory.now();
    clock.advanceSeconds(59);
    memory.unknown("a", ANSWER, seen);

    assertThat(memory.ofUnknown("a")).isPresent();
    clock.advanceSeconds(1);
    assertThat(memory.ofUnknown("a")).isEmpty();
  }

  @Test
  void forgetsTheKeyNotAskedForTheLongest() {
    memory.unknown("oldest", ANSWER, memory.now());
    memory.unknown("asked for", ANSWER, memory.now());
    for (int i = 0; i < RefusalMemory.KEYS_MAX - 2; i++) {
      memory.unknown("key " + i, ANSWER, memory.now());
    }
    assertThat(memory.ofUnknown("oldest")).isPresent();
    assertThat(memory.ofUnknown("asked for")).isPresent();
    assertThat(memory.ofUnknown("key 0")).isPresent();

    memory.unknown("one more", ANSWER, memory.now());
    assertThat(memory.ofUnknown("key 1")).isEmpty();
    assertThat(memory.ofUnknown("oldest")).isPresent();
    assertThat(memory.ofUnknown("key 0")).isPresent();
  }
}
