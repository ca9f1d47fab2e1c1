package io.calotype.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.calotype.cli.CommandLineFixture.Ran;
import io.calotype.cli.console.CommandFailedException;
import io.calotype.cli.console.Console;
import io.calotype.cli.stack.SystemLauncher;
import io.calotype.infra.local.StackOptions;
import io.calotype.infra.local.state.Stack;
import io.calotype.infra.local.state.StackFile;
import io.calotype.infra.local.state.StackSettings;
import io.calotype.variants.render.RendererUnavailableException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class UpCommandTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir Path temp;

  private final List<StackOptions> started = new ArrayList<>();
  private boolean closed;

  @Test
  void printsAddressesAndThenThatItIsReady() throws IOException {
    Ran ran = up(script("exit 9"), this::startAndFail);

    assertThat(ran.out().lines().map(line -> line.strip().replaceAll(" +", " ")))
        .contains("edge http://127.0.0.1:18080", "S3 http://127.0.0.1:19000")
        .last()
        .isEqualTo("calotype: ready");
  }

  @Test
  void endsInOneLineWhenAPartEndsByItself() throws IOException {
    Ran ran = up(script("exit 9"), this::startAndFail);

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).isEqualTo("Kinesis ended by itself\n");
    assertThat(closed).isTrue();
  }

  @Test
  void endsInOneLineWhenItsEngineCannotWorkHere() throws IOException {
    SystemLauncher launcher =
        (options, file) -> {
          throw new RendererUnavailableException("vips is not available: expected glibc");
        };

    Ran ran = up(script("exit 9"), launcher, "--engine", "vips");

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).isEqualTo("vips is not available: expected glibc\n");
  }

  @Test
  void handsItsOptionsOn() throws IOException {
    up(
        script("exit 9"),
        this::startAndFail,
        "--port",
        "1",
        "--s3-port",
        "2",
        "--kinesis-port",
        "3",
        "--flink-port",
        "4",
        "--metrics-port",
        "5",
        "--parallelism",
        "6",
        "--engine",
        "scalr",
        "--data",
        temp.resolve("here").toString());

    StackOptions options = started.get(0);
    assertThat(options.ports()).isEqualTo(new StackOptions.Ports(1, 2, 3, 4, 5));
    assertThat(options.parallelism()).isEqualTo(6);
    assertThat(options.engine()).isEqualTo("scalr");
    assertThat(options.dataDir()).isEqualTo(temp.resolve("here"));
  }

  @Test
  void keepsItsDataInTheProjectByDefault() throws IOException {
    up(script("exit 9"), this::startAndFail);

    assertThat(started.get(0).dataDir()).isEqualTo(temp.resolve(".calotype"));
  }

  @Test
  void isNotUsedRightWithAParallelismOfNone() throws IOException {
    Ran ran = up(script("exit 9"), this::startAndFail, "--parallelism", "0");

    assertThat(ran.status()).isEqualTo(2);
    assertThat(started).isEmpty();
  }

  @Test
  void isNotUsedRightWithAPortThatIsNone() throws IOException {
    Ran ran = up(script("exit 9"), this::startAndFail, "--flink-port", "65536");

    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err()).contains("expected ports of 0 to 65535 but got 65536");
    assertThat(started).isEmpty();
  }

  @Test
  void isNotUsedRightWithOnePortForTwoParts() throws IOException {
    Ran ran = up(script("exit 9"), this::startAndFail, "--port", "9000", "--metrics-port", "9000");

    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err())
        .contains("expected a port of its own for each part but got 9000 for")
        .contains("--port, --s3-port, --metrics-port");
    assertThat(started).isEmpty();
  }

  @Test
  void takesAnyFreePortForEachOfSeveralParts() throws IOException {
    up(script("exit 9"), this::startAndFail, "--port", "0", "--s3-port", "0");

    assertThat(started.get(0).ports().edge()).isZero();
    assertThat(started.get(0).ports().s3()).isZero();
  }

  /** As {@code --data "$UNSET"} has it: the buckets would lie in the folder one stands in. */
  @Test
  void isNotUsedRightWithABlankDataFolder() throws IOException {
    Ran ran = up(script("exit 9"), this::startAndFail, "--data", " ");

    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err()).contains("expected a folder for --data but got nothing");
    assertThat(started).isEmpty();
  }

  @Test
  void saysWhatIsWrongWithADataFolderThatIsAFile() throws IOException {
    Path data = Files.createFile(temp.resolve("file"));
    SystemLauncher launcher =
        (options, file) -> {
          Files.createDirectories(options.dataDir());
          throw new AssertionError("the folder was made");
        };

    Ran here = up(script("exit 9"), launcher, "--data", data.toString());
    Ran detached = up(script("exit 9"), launcher, "--data", data.toString(), "--detach");

    assertThat(here.status()).isEqualTo(1);
    assertThat(here.err())
        .isEqualTo("expected to make a folder but there is a file at " + data + "\n");
    assertThat(detached.status()).isEqualTo(1);
    assertThat(detached.err()).isEqualTo(here.err());
  }

  @Test
  void doesNotStartASecondSystem() throws IOException {
    try (FakeSystem running = new FakeSystem(temp.resolve("home"))) {
      Ran ran = up(script("exit 9"), this::startAndFail);

      assertThat(ran.status()).isEqualTo(1);
      assertThat(ran.err())
          .contains("process " + ProcessHandle.current().pid() + " is one, at " + running.url())
          .contains("stop it with ./calotype down");
      assertThat(started).isEmpty();
    }
  }

  @Test
  void waitsForTheDetachedSystemAndPrintsItsAddresses() throws IOException {
    Path ready = temp.resolve("ready.json");
    StackFile elsewhere = new StackFile(new StackSettings(temp.resolve("elsewhere")));
    writeStack(elsewhere);
    Files.copy(elsewhere.path(), ready);
    Path script =
        script("echo \"$@\"; mkdir -p home; mv ready.json home/stack.json; echo 'calotype: ready'");

    Ran ran = up(script, this::startAndFail, "--detach", "--port", "18080");

    Path log = temp.resolve(".calotype/calotype.log");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.status()).isZero();
    assertThat(ran.out()).contains("http://127.0.0.1:18080", log.toString());
    assertThat(Files.readAllLines(log)).containsExactly("up --port 18080", "calotype: ready");
    assertThat(started).isEmpty();
  }

  @Test
  void showsTheEndOfTheLogWhenTheDetachedSystemDoesNotStart() throws IOException {
    Path script = script("echo 'calotype: expected port 9000 to be free'; exit 1");

    Ran ran = up(script, this::startAndFail, "--detach");

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .contains("it ended with status 1")
        .contains(temp.resolve(".calotype/calotype.log").toString())
        .endsWith("  calotype: expected port 9000 to be free\n");
  }

  @Test
  void keepsTheLogOfTheStartBefore() throws IOException {
    up(script("echo first; exit 1"), this::startAndFail, "--detach");
    up(script("echo second; exit 1"), this::startAndFail, "--detach");

    assertThat(temp.resolve(".calotype/calotype.log")).hasContent("second");
    assertThat(temp.resolve(".calotype/calotype.log.1")).hasContent("first");
  }

  @Test
  void keepsTheDetachedSystemsDataForItsOwner() throws IOException {
    up(script("exit 1"), this::startAndFail, "--detach");

    assertThat(Files.getPosixFilePermissions(temp.resolve(".calotype")))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  /**
   * Both would write, and wait for their line in, the same log; whoever waited in vain would end
   * the system that came up.
   */
  @Test
  void startsOneAtATimeInAFolder() throws Exception {
    Path ready = temp.resolve("ready.json");
    StackFile elsewhere = new StackFile(new StackSettings(temp.resolve("elsewhere")));
    writeStack(elsewhere);
    Files.copy(elsewhere.path(), ready);
    Path script =
        script(
            "touch begun; until [ -e go ]; do sleep 0.05; done; mkdir -p home;"
                + " mv ready.json home/stack.json; echo 'calotype: ready'");
    CompletableFuture<Ran> first =
        CompletableFuture.supplyAsync(() -> up(script, this::startAndFail, "--detach"));
    await().atMost(PATIENCE).until(() -> Files.exists(temp.resolve("begun")));

    Ran second = up(script, this::startAndFail, "--detach");
    Files.createFile(temp.resolve("go"));

    assertThat(second.status()).isEqualTo(1);
    assertThat(second.err())
        .contains(
            "expected no other start in " + temp.resolve(".calotype") + " but one is under way")
        .hasLineCount(1);
    Ran firstRan = first.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(firstRan.status()).as(firstRan.err()).isZero();
  }

  private SystemLauncher.SystemHere startAndFail(StackOptions options, StackFile file)
      throws IOException {
    started.add(options);
    writeStack(file);
    return new SystemLauncher.SystemHere() {
      @Override
      public void awaitFailure() throws IOException {
        throw new IOException("Kinesis ended by itself");
      }

      @Override
      public void close() {
        closed = true;
      }
    };
  }

  private static void writeStack(StackFile file) throws IOException {
    ProcessHandle self = ProcessHandle.current();
    file.write(
        new Stack(
            self.pid(),
            StackFile.startOf(self),
            "/data",
            "http://127.0.0.1:18080",
            "http://127.0.0.1:19000",
            "http://127.0.0.1:14568",
            "http://127.0.0.1:18081",
            "http://127.0.0.1:19249",
            "http://127.0.0.1:17000",
            "us-east-1",
            "id",
            "secret",
            "token",
            "local",
            "key"));
  }

  private Path script(String body) throws IOException {
    Path script = temp.resolve("calotype");
    Files.writeString(script, "#!/bin/sh\ncd '" + temp + "' || exit 1\n" + body + "\n");
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Ran up(Path script, SystemLauncher launcher, String... options) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Console console = new Console(new PrintWriter(out), new PrintWriter(err), false, false);
    StackFile file = new StackFile(new StackSettings(temp.resolve("home")));
    CommandLine root =
        new CommandLine(CommandLine.Model.CommandSpec.create().name("calotype"))
            .addSubcommand(new UpCommand(console, file, launcher, script.getParent()))
            .setErr(console.err())
            .setExecutionExceptionHandler(
                (e, command, parsed) -> {
                  // As Calotype has it: of anything else users would read a class's name.
                  boolean told = e instanceof CommandFailedException;
                  err.write((told ? e.getMessage() : "unexpected: " + e) + "\n");
                  return 1;
                });
    List<String> arguments = new ArrayList<>(List.of("up"));
    arguments.addAll(Arrays.asList(options));
    return new Ran(root.execute(arguments.toArray(String[]::new)), out.toString(), err.toString());
  }
}
