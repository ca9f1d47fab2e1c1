package io.calotype.pipeline.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.pipeline.fixture.Events;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class EventDecoderPropertyTest {
  private static final EventDecoder DECODER = new EventDecoder();
  private static final byte[] EVENT =
      Events.created("köln 😀.jpg", "0055aed6").toString().getBytes(StandardCharsets.UTF_8);

  @Property
  void answersAnyBytesWithAnEventOrAMessage(@ForAll byte[] data) {
    check(data);
  }

  @Property
  void answersAnyDamageWithAnEventOrAMessage(
      @ForAll @IntRange(max = 10_000) int at, @ForAll byte with, @ForAll boolean cut) {
    byte[] damaged = EVENT.clone();
    damaged[at % EVENT.length] = with;
    check(cut ? java.util.Arrays.copyOf(damaged, at % EVENT.length) : damaged);
  }

  private static void check(byte[] data) {
    try {
      OriginalEvent event = DECODER.decode(Events.record(data, 1));
      assertThat(event.key()).isNotEmpty();
      assertThat(event.bucket()).isNotEmpty();
    } catch (MalformedEventException e) {
      assertThat(e.getMessage()).startsWith("expected").doesNotContain("\n");
    }
  }
}
