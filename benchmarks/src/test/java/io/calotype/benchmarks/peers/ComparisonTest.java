package io.calotype.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.benchmarks.Formats;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The warm-up, with processes that tell of the compiler what the test wants. */
class ComparisonTest {
  private static final String SOME = "50";
  private static final String LITTLE = "1";
  private static final String NONE = "null";

  @TempDir private Path folder;

  @Test
  void warmsUpWithAPhotoOfItsOwnUntilTheCompilerHasLittleLeftToDo() throws Exception {
    warmUp(worker("warm", 12, SOME, LITTLE));

    assertThat(asked("warm")).as("three turns of ten").hasSize(30);
    assertThat(asked("warm")).allMatch(request -> request.contains("warm-up.jpg"));
  }

  @Test
  void asksAFewTimesWhereNoCompilerIsTold() throws Exception {
    warmUp(worker("none", 0, NONE, NONE));

    assertThat(asked("none")).hasSize(5);
  }

  @Test
  void goesOnWhereTheCompilerNeverEnds() throws Exception {
    warmUp(worker("endless", 0, SOME, SOME), worker("next", 0, SOME, LITTLE));

    assertThat(asked("endless")).as("thirty turns of ten").hasSize(300);
    assertThat(asked("next")).as("one turn").hasSize(10);
  }

  private void warmUp(Peer reference, Peer... others) throws Exception {
    try (Comparison comparison = Comparison.start(reference, List.of(others), note -> {})) {
      comparison.warmUp(Formats.JPEG_ONLY.recipe());
    }
  }

  /** A process that says of so many ladders, and then of all others, what the compiler took. */
  private Peer worker(String id, int ladders, String compilerMs, String thenCompilerMs) {
    String script =
        """
        echo '{"ready":"sh"}'
        n=0
        while read -r request; do
          printf '%%s\\n' "$request" >> '%s'
          if [ $n -lt %d ]; then compiler=%s; else compiler=%s; fi
          n=$((n + 1))
          echo "{\\"cpuMs\\":100,\\"wallMs\\":100,\\"bytes\\":1,\\"compilerMs\\":$compiler}"
        done
        """
            .formatted(folder.resolve(id), ladders, compilerMs, thenCompilerMs);
    return new Peer(id, "tells", List.of("sh", "-c", script));
  }

  private List<String> asked(String id) throws Exception {
    return Files.readAllLines(folder.resolve(id));
  }
}
