package io.calotype.infra.local.node;

import io.calotype.infra.local.ports.PortInUseException;
import io.calotype.infra.local.ports.PortOwner;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A child that runs a program in JavaScript and listens on ports.
 *
 * <p>The program says {@code calotype: listening on <port> …} once it does, ends with status 98
 * where a port is taken, and ends when its standard input closes: so it ends with this process,
 * however that ends. It does not end at what a terminal sends to both, such as Ctrl-C: this process
 * ends it when nothing needs it any more.
 */
public final class NodeProcess implements AutoCloseable {
  private static final int STATUS_PORT_TAKEN = 98;
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(3);

  private final Program program;
  private final Process process;
  private final OutputTail output;
  private volatile boolean closing;

  /**
   * What is run.
   *
   * @param service as messages name it
   * @param arguments of {@code node}
   * @param folder it runs in
   * @param environment all of it: nothing of ours, such as keys or {@code NODE_OPTIONS}, is any
   *     business of it
   * @param input the first line of its standard input; empty for none
   * @param portsWanted which it was told to listen on
   */
  public record Program(
      String service,
      List<String> arguments,
      Path folder,
      Map<String, String> environment,
      String input,
      List<Integer> portsWanted) {
    /** Copies what it is given. */
    public Program {
      arguments = List.copyOf(arguments);
      environment = Map.copyOf(environment);
      portsWanted = List.copyOf(portsWanted);
    }

    /** Shows nothing of what may be secret. */
    @Override
    public String toString() {
      return "Program[service=" + service + ", arguments=" + arguments + "]";
    }
  }

  /** Starts it; whoever does closes it. */
  public NodeProcess(NodeRuntime node, Program program) throws IOException {
    this.program = program;
    List<String> command = new ArrayList<>();
    command.add(node.executable().toString());
    command.addAll(program.arguments());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(program.environment());
    process =
        builder
            .directory(program.folder().toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.PIPE)
            .start();
    output = new OutputTail(program.service(), process.getInputStream());
    if (!program.input().isEmpty()) {
      OutputStream in = process.getOutputStream();
      in.write((program.input() + "\n").getBytes(StandardCharsets.UTF_8));
      in.flush();
    }
  }

  /**
   * Waits until it says where it listens.
   *
   * @throws PortInUseException when a port is taken
   * @throws IOException one line to show: not ready in time, or ended
   */
  public List<Integer> awaitPorts(long deadlineNanos, Duration timeout)
      throws IOException, InterruptedException {
    while (true) {
      try {
        return output.ports().get(50, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (!process.isAlive()) {
          throw died();
        }
        if (System.nanoTime() > deadlineNanos) {
          throw late(program.service(), timeout, "it does not listen yet");
        }
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Has a listener told when it ends without {@link #close}. */
  public void onUnexpectedExit(ExitListener listener) {
    var unused =
        process
            .onExit()
            .thenAcceptAsync(
                ended -> {
                  if (!closing) {
                    output.awaitEnd();
                    listener.exited(ended.exitValue(), output.lines());
                  }
                });
  }

  /** Whether it runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** The id of the child. */
  public long pid() {
    return process.pid();
  }

  /** Why it has ended, once it has, before it was ready. */
  public IOException died() {
    output.awaitEnd();
    List<String> lines = output.lines();
    if (process.exitValue() == STATUS_PORT_TAKEN) {
      int port =
          program.portsWanted().stream()
              .filter(wanted -> lines.stream().anyMatch(line -> line.endsWith(":" + wanted)))
              .findFirst()
              .orElse(program.portsWanted().get(0));
      return new PortInUseException(program.service(), port, new PortOwner().describe(port));
    }
    return new IOException(
        "expected "
            + program.service()
            + " to start but its process ended with status "
            + process.exitValue()
            + (lines.isEmpty() ? "" : ": " + String.join(" | ", lines)));
  }

  /** Says that something was not ready in time. */
  public static IOException late(String service, Duration waited, String last) {
    return new IOException(
        "expected "
            + service
            + " to be ready within "
            + waited.toSeconds()
            + " s but "
            + last
            + "; is the machine overloaded? Try again");
  }

  /** Ends the child and waits for its end. */
  @Override
  public void close() {
    closing = true;
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // The pipe broke: the child has ended already, and the wait below is short.
      process.destroy();
    }
    try {
      if (!process.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
