package io.calotype.benchmarks.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
  @TempDir Path folder;

  @Test
  void readsWhatItWrote() throws IOException {
    Results results =
        new Results(
            Results.SCHEMA,
            Machine.current(),
            "0.1.0",
            Map.of("commit", "abc1234"),
            "quick",
            "2026-11-24T17:00:00Z",
            "./calotype bench --quick",
            List.of(new Results.Note("peers", "Left out: one.")),
            List.of(Run.of("ladder", "cpu-per-ladder", Map.of("megapixels", 12), "ms", 3, 1, 2)));
    Path file = folder.resolve("results.json");

    results.write(file);

    assertThat(Results.read(file)).isEqualTo(results);
    assertThat(folder).isDirectoryContaining(only -> only.equals(file));
  }

  @Test
  void readsTheFilesOfOthers() throws IOException {
    Path file =
        write(
            """
            {"schema": 1, "notes": ["Stand-ins apart."], "extra": true, "runs": [
              {"section": "endtoend", "name": "throughput", "params": {"slots": 1},
               "unit": "1/s", "better": "higher", "median": 4, "low": 3, "high": 5}]}
            """);

    Results results = Results.read(file);

    assertThat(results.machine()).isNull();
    assertThat(results.notes()).containsExactly(new Results.Note("endtoend", "Stand-ins apart."));
    assertThat(results.runs()).hasSize(1);
    assertThat(results.runs().get(0).better()).isEqualTo(Better.HIGHER);
    assertThat(results.runs().get(0).samples()).isEmpty();
    assertThat(results.runs().get(0).id()).isEqualTo("endtoend throughput {slots=1}");
  }

  @Test
  void refusesWhatIsNoResults() throws IOException {
    Path file = write("pictures");

    assertThatThrownBy(() -> Results.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected a file of benchmarks' results");
  }

  @Test
  void refusesAnotherForm() throws IOException {
    Path file = write("{\"schema\": 2, \"runs\": []}");

    assertThatThrownBy(() -> Results.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected results of the form 1");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("given.json"), text);
  }
}
