package io.calotype.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.benchmarks.result.Results;
import io.calotype.benchmarks.result.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole report in its smallest form: real processes, no expectation of any time. */
class BenchTest {
  @TempDir Path folder;

  @Test
  void measuresEachSectionAndWritesThePage() throws Exception {
    int status =
        Bench.commandLine()
            .execute(
                "--smoke",
                "--section=ladder,peers,shapes,stages,edge",
                "--home=..",
                "--out=" + folder);

    Results results = Results.read(folder.resolve("bench.json"));
    assertThat(results.notes())
        .extracting(Results.Note::text)
        .noneMatch(text -> text.startsWith("Not measured"));
    assertThat(status).isZero();
    assertThat(results.command())
        .isEqualTo("./calotype bench --smoke --section ladder,peers,shapes,stages,edge");
    assertThat(results.runs())
        .extracting(Run::section)
        .contains("ladder", "peers", "shapes", "stages", "edge");
    assertThat(results.runs())
        .extracting(Run::name)
        .contains("cpu-per-ladder", "cpu-ratio-to-calotype", "decode", "name", "event")
        .contains("decode-megapixels-per-second", "decode-bytes-per-second");
    // The slope over one round of two ladders is noise, which may well fall.
    assertThat(results.runs())
        .filteredOn(run -> !run.name().equals("cpu-per-added-variant"))
        .allMatch(run -> run.median() >= 0);
    assertThat(Files.readString(folder.resolve("bench.html"))).contains("cpu-per-added-variant");
  }

  @Test
  void refusesSectionsThatItDoesNotKnow() {
    assertThat(Bench.commandLine().execute("--section=weather")).isEqualTo(2);
  }
}
