package io.calotype.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code up} as a terminal runs it: with its children in one group, all of which Ctrl-C reaches.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class UpIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path temp;
  private Process up;

  @AfterEach
  void endIt() throws InterruptedException {
    up.destroyForcibly().waitFor();
  }

  /** In the middle of its start, and where it is up. */
  @ParameterizedTest
  @ValueSource(strings = {"Kinesis: process", "CloudFront: process", "calotype: ready"})
  void endsQuietlyAtCtrlC(String once) throws Exception {
    up = start();
    await()
        .atMost(PATIENCE)
        .failFast("it ended", () -> !up.isAlive())
        .until(() -> said("out").contains(once) || said("err").contains(once));
    List<ProcessHandle> children = up.descendants().toList();
    assertThat(children).isNotEmpty();

    Process kill = new ProcessBuilder("kill", "-INT", "--", "-" + up.pid()).inheritIO().start();

    assertThat(kill.waitFor()).isZero();
    assertThat(up.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(up.exitValue()).as(said("err")).isZero();
    assertThat(children).noneMatch(ProcessHandle::isAlive);
    // What the job itself breaks off at its end may be told, but no part that was gone before it.
    assertThat(
            said("err")
                .lines()
                .filter(line -> !line.contains(" INFO ") && !line.contains("Socket closed")))
        .containsExactly("calotype: stopped; ./calotype up goes on where it was");
    assertThat(temp.resolve("home/stack.json")).doesNotExist();
  }

  private String said(String stream) throws IOException {
    return Files.readString(temp.resolve(stream));
  }

  private Process start() throws IOException {
    List<String> command = new ArrayList<>();
    // Where this runs in the background of a script, Ctrl-C is ignored by all that it starts.
    command.addAll(List.of("setsid", "env", "--default-signal=INT"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx512m", "-cp", System.getProperty("java.class.path"), Calotype.class.getName()));
    command.addAll(List.of("up", "--data", temp.resolve("data").toString(), "--parallelism", "1"));
    for (String part : List.of("", "s3-", "kinesis-", "flink-", "metrics-")) {
      command.addAll(List.of("--" + part + "port", "0"));
    }
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(temp.resolve("out").toFile())
            .redirectError(temp.resolve("err").toFile());
    builder.environment().put("CALOTYPE_HOME", temp.resolve("home").toString());
    return builder.start();
  }
}
