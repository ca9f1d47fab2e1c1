package io.calotype.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.benchmarks.result.Machine;
import io.calotype.benchmarks.result.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordsTest {
  @TempDir Path folder;

  @Test
  void findsTheLatestOfTheSameEffort() throws IOException {
    Records records = new Records(folder.resolve("bench"));
    assertThat(records.last(Effort.QUICK)).isNull();

    records.keep(results("quick", "2026-11-24T17:00:00Z"), null);
    records.keep(results("quick", "2026-11-24T18:00:00Z"), null);
    records.keep(results("full", "2026-11-24T19:00:00Z"), null);

    assertThat(records.last(Effort.QUICK).at()).isEqualTo("2026-11-24T18:00:00Z");
    assertThat(records.last(Effort.SMOKE)).isNull();
  }

  @Test
  void passesOverAFileThatIsBroken() throws IOException {
    Records records = new Records(folder);
    records.keep(results("quick", "2026-11-24T17:00:00Z"), null);
    Files.writeString(folder.resolve("2026-11-24T180000Z-quick.json"), "{");

    assertThat(records.last(Effort.QUICK).at()).isEqualTo("2026-11-24T17:00:00Z");
  }

  @Test
  void putsPageAndFiguresWhereTheyAreWanted() throws IOException {
    Path out = folder.resolve("a/b");

    Path page =
        new Records(folder.resolve("bench")).keep(results("quick", "2026-11-24T17:00:00Z"), out);

    assertThat(page).isEqualTo(out.resolve("bench.html").toAbsolutePath()).exists();
    assertThat(Results.read(out.resolve("bench.json")).mode()).isEqualTo("quick");
  }

  private static Report results(String mode, String at) {
    return Report.of(
        new Results(Results.SCHEMA, Machine.current(), "1", mode, at, "", List.of(), List.of()),
        null);
  }
}
