package io.calotype.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calotype.benchmarks.Formats;
import io.calotype.benchmarks.MadePhoto;
import io.calotype.benchmarks.peers.CheatWorker.Cheat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contenders that make less than they were asked for: none of them may stand in a table. */
class CheatsTest {
  @TempDir Path folder;
  private final List<String> notes = new ArrayList<>();

  @BeforeEach
  void makePhoto() throws IOException {
    Files.write(folder.resolve("made.jpg"), MadePhoto.ofMegapixels(1));
  }

  @ParameterizedTest
  @CsvSource({
    "BLURRED, look like the photos",
    "OTHER_FORMAT, but got ImageHeader[format=PNG",
    "CACHED, was it made before",
    "HALF, bytes as when its files were looked at"
  })
  void areLeftOutWithTheReason(Cheat cheat, String reason) throws IOException {
    List<String> left = compared(Peer.calotype(Formats.JPEG_ONLY), CheatWorker.peer(cheat));

    assertThat(left).containsExactly("calotype");
    assertThat(notes).singleElement().asString().contains("Left out: " + cheat, reason);
  }

  @ParameterizedTest
  @CsvSource({"BLURRED", "CACHED", "HALF"})
  void endAllWhereTheOthersAreComparedWithThem(Cheat cheat) {
    assertThatThrownBy(() -> compared(CheatWorker.peer(cheat))).isInstanceOf(IOException.class);
  }

  @Test
  void areNotSeenInHonestWork() throws IOException {
    assertThat(compared(Peer.calotype(Formats.JPEG_ONLY), CheatWorker.peer(Cheat.NONE)))
        .containsExactly("calotype", "NONE");
    assertThat(notes).isEmpty();
  }

  private List<String> compared(Peer reference, Peer... others) throws IOException {
    List<Photo> photos = Photo.allOf(folder, Formats.JPEG_ONLY);
    try (Comparison comparison = Comparison.start(reference, List.of(others), notes::add)) {
      comparison.inspect(photos);
      assertThat(comparison.time(photos, 2)).hasSameSizeAs(comparison.peers());
      return comparison.peers().stream().map(Peer::id).toList();
    }
  }
}
