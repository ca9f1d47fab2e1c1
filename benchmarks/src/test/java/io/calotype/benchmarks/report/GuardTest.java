package io.calotype.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class GuardTest {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @TempDir Path folder;

  @Test
  void endsWithTheStatusOfItsProgram() throws Exception {
    String self = Long.toString(ProcessHandle.current().pid());
    assertThat(new ProcessBuilder(guard(self, "sh", "-c", "exit 7")).start().waitFor())
        .isEqualTo(7);
  }

  /** By a kill that nobody can catch, as where memory runs out. */
  @Test
  void endsItsProgramWhereTheOneThatStartedItIsKilled() throws Exception {
    Path pid = folder.resolve("pid");
    String program = "echo $$ > " + folder + "/new && mv " + folder + "/new " + pid;
    String guard = String.join(" ", guard("$$", "sh", "-c", "'" + program + "; exec sleep 300'"));
    Process parent = new ProcessBuilder("sh", "-c", guard + " & wait").inheritIO().start();
    while (!Files.exists(pid)) {
      Thread.sleep(50);
    }
    ProcessHandle running =
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();

    parent.destroyForcibly();

    running.onExit().get(30, TimeUnit.SECONDS);
    assertThat(running.isAlive()).isFalse();
  }

  /** Its parent is another one then. */
  @Test
  void endsItsProgramWhereTheOneThatWantedItHadEndedBefore() throws Exception {
    Process ended = new ProcessBuilder("sh", "-c", "exit 0").start();
    ended.waitFor();
    Process guard =
        new ProcessBuilder(guard(Long.toString(ended.pid()), "sh", "-c", "exec sleep 300")).start();
    assertThat(guard.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(guard.exitValue()).isEqualTo(1);
  }

  private static List<String> guard(String... arguments) {
    List<String> guard =
        new ArrayList<>(
            List.of(JAVA, "-cp", System.getProperty("java.class.path"), Guard.class.getName()));
    guard.addAll(List.of(arguments));
    return guard;
  }
}
