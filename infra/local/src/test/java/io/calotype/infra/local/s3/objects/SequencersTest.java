package io.calotype.infra.local.s3.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SequencersTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void choose() {
    file = folder.resolve("sequencer");
  }

  @Test
  void areSixteenHexDigitsLedByTheTime() throws IOException {
    String earlier = new Sequencers(folder.resolve("a"), at(NOON)).next();
    String later = new Sequencers(folder.resolve("b"), at(NOON.plusMillis(1))).next();

    assertThat(earlier).matches("[0-9a-f]{16}").isLessThan(later);
  }

  @Test
  void growWhileTheClockStands() throws IOException {
    Sequencers sequencers = new Sequencers(file, at(NOON));
    List<String> given = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      given.add(sequencers.next());
    }

    assertThat(given).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void growOverARestartOnAClockThatWasSetBack() throws IOException {
    String before = new Sequencers(file, at(NOON)).next();
    String after = new Sequencers(file, at(NOON.minusSeconds(3600))).next();

    assertThat(after).isGreaterThan(before);
  }

  @Test
  void sayWhatIsWrongWithTheirFile() throws IOException {
    Files.writeString(file, "none");

    assertThatThrownBy(() -> new Sequencers(file, at(NOON)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected 16 hexadecimal digits in " + file + " but got 'none'");
  }

  private static Clock at(Instant now) {
    return Clock.fixed(now, ZoneOffset.UTC);
  }
}
