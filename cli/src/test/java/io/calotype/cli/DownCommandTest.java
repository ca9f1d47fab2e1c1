package io.calotype.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.cli.CommandLineFixture.Ran;
import io.calotype.cli.console.Console;
import io.calotype.infra.local.state.Stack;
import io.calotype.infra.local.state.StackFile;
import io.calotype.infra.local.state.StackSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DownCommandTest {
  @TempDir Path temp;

  private StackFile file;
  private Process other;

  @BeforeEach
  void startSomething() throws IOException {
    file = new StackFile(new StackSettings(temp));
    other = new ProcessBuilder("/bin/sleep", "600").start();
  }

  @AfterEach
  void endIt() {
    other.destroyForcibly();
  }

  @Test
  void endsTheProcessOfTheSystem() throws Exception {
    file.write(stack(other.pid(), StackFile.startOf(other.toHandle())));

    Ran ran = down("sleep");

    assertThat(ran.status()).isZero();
    assertThat(ran.out()).startsWith("stopped process " + other.pid() + " in ");
    assertThat(other.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void leavesAProcessAloneThatIsNotTheSystem() throws Exception {
    file.write(stack(other.pid(), StackFile.startOf(other.toHandle())));

    Ran ran = down("io.calotype.cli.Calotype");

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).contains("it is another: it is left alone");
    assertThat(other.isAlive()).isTrue();
  }

  @Test
  void leavesAProcessAloneThatStartedAtAnotherTime() throws Exception {
    file.write(stack(other.pid(), "2020-01-01T00:00:00Z"));

    Ran ran = down("sleep");

    assertThat(ran.status()).isZero();
    assertThat(ran.err()).contains("no system is up (its process " + other.pid() + " has ended)");
    assertThat(other.isAlive()).isTrue();
  }

  @Test
  void isContentWhenNothingIsUp() {
    Ran ran = down("sleep");

    assertThat(ran.status()).isZero();
    assertThat(ran.err()).isEqualTo("calotype: no system is up: start it with ./calotype up\n");
  }

  private Ran down(String command) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Console console = new Console(new PrintWriter(out), new PrintWriter(err), false, false);
    int status =
        new CommandLine(new DownCommand(console, file, command))
            .setExecutionExceptionHandler(
                (e, commandLine, parsed) -> {
                  err.write(String.valueOf(e.getMessage()));
                  return 1;
                })
            .execute();
    return new Ran(status, out.toString(), err.toString());
  }

  private static Stack stack(long pid, String startedAt) {
    String url = "http://127.0.0.1:1";
    return new Stack(
        pid,
        startedAt,
        "/data",
        url,
        url,
        url,
        url,
        url,
        url,
        "us-east-1",
        "id",
        "secret",
        "token",
        "local",
        "key");
  }
}
