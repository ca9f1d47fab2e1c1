package io.calotype.cli.stack;

import io.calotype.cli.console.CommandFailedException;
import io.calotype.infra.local.state.Stack;
import io.calotype.infra.local.state.StackFile;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The process of a running system, once it is sure that it is that one. */
public final class StackProcess {
  private final ProcessHandle process;

  private StackProcess(ProcessHandle process) {
    this.process = process;
  }

  /**
   * The process that a stack names.
   *
   * @param command what the process's command line must hold; a system that does not show command
   *     lines is believed by the start time alone
   * @throws CommandFailedException where the pid is another process's by now
   */
  public static StackProcess of(Stack stack, String command) {
    return ProcessHandle.of(stack.pid())
        .filter(process -> StackFile.startOf(process).equals(stack.startedAt()))
        .filter(process -> process.info().commandLine().map(c -> c.contains(command)).orElse(true))
        .map(StackProcess::new)
        .orElseThrow(
            () ->
                new CommandFailedException(
                    "expected process "
                        + stack.pid()
                        + " to be the system but it is another: it is left alone; start with"
                        + " ./calotype up"));
  }

  /** Asks it to end, as Ctrl-C would. Returns whether it did within this time. */
  public boolean end(Duration patience) throws InterruptedException {
    process.destroy();
    try {
      process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("waiting for a process threw what it should not", e);
    }
  }
}
