package io.calotype.benchmarks.report;

import java.io.File;
import java.io.IOException;
import java.util.List;

/**
 * Runs a program to its end, or to the end of the process that wanted it: a benchmark whose report
 * nobody waits for would spoil the figures of the next.
 */
public final class Guard {
  private Guard() {}

  /**
   * Runs it; the exit status is the program's.
   *
   * @param arguments the id of the process that must live, and the program with its arguments
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> command = List.of(arguments).subList(1, arguments.length);
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    Process process = builder.redirectInput(new File("/dev/null")).start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
    Tether.to(Long.parseLong(arguments[0]));
    System.exit(process.waitFor());
  }

  /** Ends a process and all that it started. */
  static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }
}
