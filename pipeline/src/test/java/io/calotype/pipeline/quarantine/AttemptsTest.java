package io.calotype.pipeline.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calotype.pipeline.render.Part;
import io.calotype.pipeline.store.testing.FakeObjectStore;
import io.calotype.pipeline.store.testing.FakeObjectStore.Objects;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.reason.RefusedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class AttemptsTest {
  private static final byte[] FILE = {1};

  private final Objects bucket = new Objects();
  private Instant now = Instant.ofEpochSecond(1_700_000_000);

  @Test
  void refusesAtTheThirdSighting() {
    process("p1").begin("a", FILE);
    process("p2").begin("a", FILE);
    assertThatThrownBy(() -> process("p3").begin("a", FILE))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.RENDERER_CRASHED));
  }

  @Test
  void holdsNothingAgainstAFileWhoseRenderEnded() {
    for (int process = 1; process <= 5; process++) {
      Attempts attempts = process("p" + process);
      attempts.end("a", attempts.begin("a", FILE));
      assertThat(bucket.all()).isEmpty();
    }
  }

  @Test
  void countsAProcessOnceHoweverOftenItsTaskFails() {
    for (int restart = 0; restart < 5; restart++) {
      process("p1").begin("a", FILE);
    }
    process("p2").begin("a", FILE);
  }

  @Test
  void beginsAnewWithAnotherVersion() {
    process("p1").begin("a", FILE);
    process("p2").begin("a", FILE);
    process("p3").begin("a", new byte[] {2});
    process("p4").begin("a", new byte[] {2});
  }

  @Test
  void tellsOriginalsAndPartsApart() {
    process("p1").begin("a", FILE);
    process("p1").begin("b", FILE);
    attempts("p1", Part.SLOW).begin("a", FILE);
    assertThat(bucket.all()).hasSize(3);
  }

  @Test
  void forgetsWhatIsAWeekOld() {
    process("p1").begin("a", FILE);
    process("p2").begin("a", FILE);
    now = now.plus(Duration.ofDays(7));
    process("p3").begin("a", FILE);
  }

  @Test
  void replacesWhatIsNoMarker() {
    process("p1").begin("a", FILE);
    String name = bucket.all().keySet().iterator().next();
    bucket.put(name, new byte[] {'?'});
    process("p2").begin("a", FILE);
    process("p3").begin("a", FILE);
    assertThatThrownBy(() -> process("p4").begin("a", FILE)).isInstanceOf(RefusedException.class);
  }

  @Test
  void takesMarkersAwayThoughTheTaskIsCancelled() {
    Attempts attempts = process("p1");
    String marker = attempts.begin("a", FILE);
    Thread.currentThread().interrupt();
    attempts.end("a", marker);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(bucket.all()).isEmpty();
  }

  @Test
  void beginsAnewOnceTheRefusalIsKept() {
    process("p1").begin("a", FILE);
    process("p2").begin("a", FILE);
    process("p3").forget("a");
    process("p3").forget("never begun");
    process("p3").begin("a", FILE);
  }

  private Attempts process(String name) {
    return attempts(name, Part.EAGER);
  }

  private Attempts attempts(String process, Part part) {
    return new Attempts(
        new FakeObjectStore(bucket, FakeObjectStore.DIRECT),
        part,
        process,
        Clock.fixed(now, ZoneOffset.UTC));
  }
}
