package io.calotype.cli;

import io.calotype.cli.console.Amount;
import io.calotype.cli.console.CommandFailedException;
import io.calotype.cli.console.Console;
import io.calotype.cli.stack.StackProcess;
import io.calotype.infra.local.state.NoStackException;
import io.calotype.infra.local.state.Stack;
import io.calotype.infra.local.state.StackFile;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code down}: ends the system that runs on this machine. */
@Command(
    name = "down",
    header = "Stops the system that runs on this machine.",
    description =
        "%nAs Ctrl-C does where it runs in the foreground. Buckets and the job's position are"
            + " kept: ./calotype up goes on where it stopped. Nothing up is no error.")
final class DownCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Console console;
  private final StackFile file;
  private final String command;

  /**
   * The command.
   *
   * @param command what the command line of a system's process holds
   */
  DownCommand(Console console, StackFile file, String command) {
    this.console = console;
    this.file = file;
    this.command = command;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Stack stack;
    try {
      stack = file.read();
    } catch (NoStackException e) {
      console.note(String.valueOf(e.getMessage()));
      return 0;
    }
    StackProcess process = StackProcess.of(stack, command);
    long begunNs = System.nanoTime();
    if (!process.end(PATIENCE)) {
      throw new CommandFailedException(
          "process "
              + stack.pid()
              + " has not ended within "
              + Amount.time(PATIENCE)
              + ": kill -9 "
              + stack.pid()
              + " ends it at once, and nothing is lost");
    }
    console.line(
        "stopped process "
            + stack.pid()
            + " in "
            + Amount.time(Duration.ofNanos(System.nanoTime() - begunNs))
            + "; data are kept in "
            + stack.data());
    return 0;
  }
}
