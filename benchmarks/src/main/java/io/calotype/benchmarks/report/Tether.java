package io.calotype.benchmarks.report;

import java.util.Optional;

/** Ends this process where the one that started it has ended, be it killed. */
final class Tether {
  private Tether() {}

  /** From now on; what is to be done at the end is done by shutdown hooks. */
  static void toParent() {
    Optional<ProcessHandle> parent = ProcessHandle.current().parent();
    if (parent.isPresent()) {
      var unused = parent.get().onExit().thenRun(() -> System.exit(1));
    }
  }
}
