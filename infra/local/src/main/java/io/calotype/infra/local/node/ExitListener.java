package io.calotype.infra.local.node;

import java.util.List;

/** Is told when a process that should run has ended by itself. */
@FunctionalInterface
public interface ExitListener {
  /**
   * Called once, in a thread of its own.
   *
   * @param status what the process ended with
   * @param lastLines of its output, oldest first
   */
  void exited(int status, List<String> lastLines);
}
