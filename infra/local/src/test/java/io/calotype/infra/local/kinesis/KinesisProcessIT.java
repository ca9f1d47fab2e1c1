package io.calotype.infra.local.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calotype.infra.local.node.ExitListener;
import io.calotype.infra.local.ports.PortInUseException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
class KinesisProcessIT {
  private static final ExitListener IGNORED = (status, lines) -> {};

  @TempDir private Path folder;

  @Test
  @EnabledOnOs(OS.LINUX)
  void listensOnLoopbackOnly() throws Exception {
    try (KinesisProcess kinesis = new KinesisProcess(settings(0), IGNORED)) {
      Set<String> addresses = listeningAddresses(kinesis.pid());

      assertThat(addresses).isNotEmpty().allMatch(address -> address.startsWith("0100007F:"));
    }
  }

  @Test
  void freesItsPortWhenClosed() throws Exception {
    KinesisProcess kinesis = new KinesisProcess(settings(0), IGNORED);
    int port = kinesis.endpoint().getPort();
    ProcessHandle child = ProcessHandle.of(kinesis.pid()).orElseThrow();

    kinesis.close();

    assertThat(child.isAlive()).isFalse();
    new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
  }

  @Test
  void isNotReportedWhenClosedAndIsWhenItDies() throws Exception {
    BlockingQueue<Integer> exits = new LinkedBlockingQueue<>();
    ExitListener listener = (status, lines) -> exits.add(status);
    new KinesisProcess(settings(0), listener).close();
    try (KinesisProcess kinesis = new KinesisProcess(settings(0), listener)) {
      ProcessHandle.of(kinesis.pid()).orElseThrow().destroyForcibly();

      assertThat(exits.poll(60, TimeUnit.SECONDS)).isEqualTo(128 + 9);
    }
    assertThat(exits).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "QUIT", "HUP"})
  void leavesToItsParentWhatATerminalSendsToBoth(String signal) throws Exception {
    try (KinesisProcess kinesis = new KinesisProcess(settings(0), IGNORED)) {
      send(signal, kinesis.pid());

      HttpRequest health =
          HttpRequest.newBuilder(kinesis.endpoint().resolve("/healthcheck")).build();
      assertThat(HttpClient.newHttpClient().send(health, BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void diesWithAParentThatIsKilled() throws Exception {
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Parent.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8))) {
      String pid = out.readLine();
      assertThat(pid).as("the parent's first line").matches("[0-9]+");
      ProcessHandle child = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
      send("INT", child.pid()); // The pipe must end it after that too.

      parent.destroyForcibly();

      Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !child.isAlive());
    } finally {
      parent.destroyForcibly();
    }
  }

  /** A process that starts Kinesis, prints its pid and then does nothing. */
  public static final class Parent {
    /** Takes a folder. */
    public static void main(String[] args) throws Exception {
      try (KinesisProcess kinesis =
          new KinesisProcess(
              KinesisSettings.of(0, 1, "us-east-1", Path.of(args[0])), (status, lines) -> {})) {
        System.out.println(kinesis.pid());
        Thread.sleep(Duration.ofMinutes(10).toMillis());
      }
    }
  }

  @Test
  void saysWhoHasThePort() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThatThrownBy(() -> new KinesisProcess(settings(port), IGNORED))
          .isInstanceOf(PortInUseException.class)
          .hasMessageContaining("expected port " + port)
          .hasMessageContaining("free for Kinesis")
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void saysThatNodeIsMissing() {
    assertThatThrownBy(() -> new KinesisProcess(settings(0, ""), IGNORED))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected Node.js 20 or newer but there is no 'node' on the PATH");
  }

  @Test
  void saysThatNodeIsTooOld() throws Exception {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Path node = Files.writeString(bin.resolve("node"), "#!/bin/sh\necho v18.20.4\n");
    Files.setPosixFilePermissions(node, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThatThrownBy(() -> new KinesisProcess(settings(0, bin.toString()), IGNORED))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected Node.js 20 or newer but " + node + " says 'v18.20.4'");
  }

  @Test
  void saysThatItIsNotReadyInTime() {
    KinesisSettings hurried =
        new KinesisSettings(
            0,
            "events",
            1,
            "us-east-1",
            folder.resolve("kinesis"),
            System.getenv("PATH"),
            Duration.ofMillis(1));

    assertThatThrownBy(() -> new KinesisProcess(hurried, IGNORED))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected Kinesis to be ready within");
  }

  private static void send(String signal, long pid) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).inheritIO().start();
    assertThat(kill.waitFor()).isZero();
  }

  private KinesisSettings settings(int port) {
    return settings(port, System.getenv("PATH"));
  }

  private KinesisSettings settings(int port, String path) {
    return new KinesisSettings(
        port,
        KinesisSettings.STREAM,
        2,
        "us-east-1",
        folder.resolve("kinesis"),
        path,
        Duration.ofSeconds(60));
  }

  /** Local addresses of the sockets that a process listens on, as /proc/net/tcp writes them. */
  private static Set<String> listeningAddresses(long pid) throws IOException {
    Set<String> sockets = new HashSet<>();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      for (Path descriptor : descriptors.toList()) {
        sockets.add(Files.readSymbolicLink(descriptor).toString());
      }
    }
    Set<String> addresses = new HashSet<>();
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      for (String line : Files.readAllLines(Path.of(table))) {
        String[] columns = line.trim().split("\\s+", -1);
        if (columns[3].equals("0A") && sockets.contains("socket:[" + columns[9] + "]")) {
          addresses.add(columns[1]);
        }
      }
    }
    return addresses;
  }
}
