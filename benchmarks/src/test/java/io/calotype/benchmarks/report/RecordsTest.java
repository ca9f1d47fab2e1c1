package io.calotype.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calotype.benchmarks.result.Better;
import io.calotype.benchmarks.result.Machine;
import io.calotype.benchmarks.result.Results;
import io.calotype.benchmarks.result.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordsTest {
  private static final List<String> ALL = List.of("ladder", "edge");

  @TempDir Path folder;

  @Test
  void findsTheLatestOfTheSameEffort() throws IOException {
    Records records = new Records(folder.resolve("bench"));
    assertThat(records.last(Effort.QUICK, ALL)).isNull();

    records.keep(results("quick", "2026-11-24T17:00:00Z"));
    records.keep(results("quick", "2026-11-24T18:00:00Z"));
    records.keep(results("full", "2026-11-24T19:00:00Z"));

    assertThat(records.last(Effort.QUICK, ALL).at()).isEqualTo("2026-11-24T18:00:00Z");
    assertThat(records.last(Effort.SMOKE, ALL)).isNull();
  }

  @Test
  void passesOverAFileThatIsBroken() throws IOException {
    Records records = new Records(folder);
    records.keep(results("quick", "2026-11-24T17:00:00Z"));
    Files.writeString(folder.resolve("2026-11-24T180000Z-quick.json"), "{");

    assertThat(records.last(Effort.QUICK, ALL).at()).isEqualTo("2026-11-24T17:00:00Z");
  }

  @Test
  void putsPageAndFiguresWhereTheyAreWanted() throws IOException {
    Path out = folder.resolve("a/b");

    Path page = Records.write(results("quick", "2026-11-24T17:00:00Z"), out, "bench");

    assertThat(page).isEqualTo(out.resolve("bench.html").toAbsolutePath()).exists();
    assertThat(Results.read(out.resolve("bench.json")).mode()).isEqualTo("quick");
  }

  @Test
  void refusesAFolderThatNothingCanBeWrittenTo() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    Records.requireWritable(folder.resolve("new"));

    assertThat(folder.resolve("new")).isEmptyDirectory();
    assertThatThrownBy(() -> Records.requireWritable(file.resolve("bench")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected a folder to write to but " + file.resolve("bench"));
  }

  @Test
  void prefersARunOfAllSections() throws IOException {
    Records records = new Records(folder);
    records.keep(results("quick", "2026-11-24T17:00:00Z", "ladder", "edge", "stages"));
    records.keep(results("quick", "2026-11-24T18:00:00Z", "edge"));

    assertThat(records.last(Effort.QUICK, ALL).at()).isEqualTo("2026-11-24T17:00:00Z");
    assertThat(records.last(Effort.QUICK, List.of("edge")).at()).isEqualTo("2026-11-24T18:00:00Z");
    assertThat(records.last(Effort.QUICK, List.of("peers")).at()).isEqualTo("2026-11-24T18:00:00Z");
  }

  @Test
  void findsTheLatestOnSuchAMachine() throws IOException {
    Records records = new Records(folder);
    for (int hour = 10; hour < 16; hour++) {
      records.keep(results("quick", "2026-11-24T" + hour + ":00:00Z"));
    }
    Machine other = new Machine("another", 1, 1, "a system", "Java 8", "none", 0);

    assertThat(records.latest(Effort.QUICK, Machine.current()))
        .extracting(Results::at)
        .containsExactly(
            "2026-11-24T15:00:00Z",
            "2026-11-24T14:00:00Z",
            "2026-11-24T13:00:00Z",
            "2026-11-24T12:00:00Z");
    assertThat(records.latest(Effort.QUICK, other)).isEmpty();
  }

  private static Report results(String mode, String at, String... sections) {
    List<Run> runs =
        Stream.of(sections)
            .map(
                section ->
                    new Run(section, "a", Map.of(), "ms", Better.LOWER, 1, 1, 1, List.of(1.0)))
            .toList();
    return Report.of(
        new Results(
            Results.SCHEMA, Machine.current(), "1", Map.of(), mode, at, "", List.of(), runs),
        null,
        List.of());
  }
}
