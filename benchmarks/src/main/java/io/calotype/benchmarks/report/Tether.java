package io.calotype.benchmarks.report;

import java.util.Optional;

/**
 * Ends this process where another has ended, be it killed; what is to be done at the end is done by
 * shutdown hooks.
 */
final class Tether {
  private Tether() {}

  /** To the process that started this one. */
  static void toParent() {
    ProcessHandle.current().parent().ifPresent(Tether::to);
  }

  /**
   * To the process of this id, which may have ended by now. Whoever can tell the id uses this: a
   * process whose parent has ended has another one.
   */
  static void to(long pid) {
    Optional<ProcessHandle> other = ProcessHandle.of(pid);
    if (other.isEmpty()) {
      System.exit(1);
    }
    to(other.get());
  }

  private static void to(ProcessHandle other) {
    var unused = other.onExit().thenRun(() -> System.exit(1));
  }
}
