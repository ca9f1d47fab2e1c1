package io.calotype.benchmarks.report;

import java.io.File;
import java.io.IOException;
import java.util.List;

/**
 * Runs a program to its end, or to the end of the process that started this one: a benchmark whose
 * report nobody waits for would spoil the figures of the next.
 */
public final class Guard {
  private Guard() {}

  /** Runs it; the exit status is the program's. */
  public static void main(String[] command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(List.of(command)).inheritIO();
    Process process = builder.redirectInput(new File("/dev/null")).start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
    Tether.toParent();
    System.exit(process.waitFor());
  }

  /** Ends a process and all that it started. */
  static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }
}
