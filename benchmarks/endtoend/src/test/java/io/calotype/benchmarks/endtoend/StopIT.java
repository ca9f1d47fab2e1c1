package io.calotype.benchmarks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run leaves that is ended by SIGTERM, as Ctrl-C ends it. */
class StopIT {
  private static final long STEP_MS = 50;
  private static final long SECONDS_MAX = 120;

  @Test
  void leavesNoFilesAndNoProcesses(@TempDir Path temporary) throws Exception {
    Path said = temporary.resolve("said");
    Process run = start(temporary, said);
    List<ProcessHandle> children;
    try {
      awaitJobsLog(run, temporary, said);
      children = run.descendants().toList();

      run.destroy();

      assertThat(run.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).as("its end").isTrue();
    } finally {
      run.destroyForcibly();
    }
    assertThat(children).as("engine, job, Kinesis").hasSizeGreaterThanOrEqualTo(3);
    assertThat(children).filteredOn(ProcessHandle::isAlive).isEmpty();
    assertThat(folders(temporary)).isEmpty();
    assertThat(said).content().doesNotContain("endtoend: ");
  }

  private static Process start(Path temporary, Path said) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djava.io.tmpdir=" + temporary,
            "-cp",
            System.getProperty("java.class.path"),
            EndToEnd.class.getName(),
            "--costs",
            "JPEG",
            "--quick")
        .redirectErrorStream(true)
        .redirectOutput(said.toFile())
        .start();
  }

  /** All parts have been started once the job writes its log. */
  private static void awaitJobsLog(Process run, Path temporary, Path said)
      throws IOException, InterruptedException {
    for (long waitedMs = 0; waitedMs < SECONDS_MAX * 1000; waitedMs += STEP_MS) {
      for (Path folder : folders(temporary)) {
        if (Files.exists(folder.resolve("JPEG").resolve("job.log"))) {
          return;
        }
      }
      assertThat(run.isAlive()).as(Files.readString(said)).isTrue();
      Thread.sleep(STEP_MS);
    }
    throw new AssertionError("expected a job but got: " + Files.readString(said));
  }

  private static List<Path> folders(Path temporary) throws IOException {
    try (Stream<Path> found = Files.list(temporary)) {
      return found
          .filter(path -> path.getFileName().toString().startsWith("calotype-endtoend-"))
          .toList();
    }
  }
}
