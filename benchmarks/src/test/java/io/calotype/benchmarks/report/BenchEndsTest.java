package io.calotype.benchmarks.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is left where a run does not come to its end, or has nowhere to go. */
@Timeout(120)
class BenchEndsTest {
  @TempDir Path folder;

  @Test
  void saysThatNothingCanBeWrittenBeforeItMeasures() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThat(said("ladder", Map.of(), "--out=" + file.resolve("out")))
        .contains("expected a folder to write to but " + file.resolve("out"))
        .doesNotContain("ladder");
    assertThat(said("ladder", Map.of("CALOTYPE_HOME", file.toString())))
        .contains("expected a folder to write to but " + file.resolve("bench"))
        .doesNotContain("ladder\n");
  }

  @Test
  void saysThatThereAreNoPhotosBeforeItMeasures() throws Exception {
    assertThat(said("peers", Map.of("CALOTYPE_TEST_DATA", folder.toString())))
        .contains("expected a folder of photos but there is no folder " + folder.resolve("photos"))
        .doesNotContain("peers\n");
  }

  @Test
  void leavesNothingBehindWhereItIsToldToEnd() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    Process bench = bench("ladder", Map.of()).inheritIO().start();
    while (count(temporary) == 0) {
      Thread.sleep(50);
    }
    Thread.sleep(2000);

    bench.destroy();

    assertThat(bench.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(temporary).isEmptyDirectory();
  }

  private static long count(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }

  private String said(String section, Map<String, String> environment, String... more)
      throws Exception {
    Process process = bench(section, environment, more).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).isEqualTo(1);
    return said;
  }

  private ProcessBuilder bench(String section, Map<String, String> environment, String... more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-Djava.io.tmpdir=" + folder.resolve("tmp"),
                "-cp",
                System.getProperty("java.class.path"),
                Bench.class.getName(),
                "--smoke",
                "--section=" + section,
                "--home=.."));
    command.addAll(List.of(more));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("CALOTYPE_HOME", folder.resolve("home").toString());
    builder.environment().putAll(environment);
    return builder;
  }
}
