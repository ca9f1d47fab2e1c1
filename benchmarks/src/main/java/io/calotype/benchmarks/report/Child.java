package io.calotype.benchmarks.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Programs that measure in a process of their own, and tell how it goes on standard error. */
final class Child {
  private Child() {}

  /**
   * Runs one to its end, or to that of this process; all that it says goes to this process's
   * standard error.
   *
   * @throws IOException where it cannot be started or fails
   */
  static void run(Path folder, List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(guarded(command)).directory(folder.toFile());
    Process process = builder.redirectErrorStream(true).start();
    Thread ending = new Thread(() -> Guard.end(process));
    Runtime.getRuntime().addShutdownHook(ending);
    try {
      process.getOutputStream().close();
      try (InputStream said = process.getInputStream()) {
        said.transferTo(System.err);
      }
      int status = process.waitFor();
      if (status != 0) {
        throw new IOException(
            "expected " + name(command) + " to succeed but it ended with status " + status);
      }
    } finally {
      Guard.end(process);
      Runtime.getRuntime().removeShutdownHook(ending);
    }
  }

  /** By a process that ends it where this one is killed. */
  private static List<String> guarded(List<String> command) {
    List<String> guarded =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Guard.class.getName(),
                Long.toString(ProcessHandle.current().pid())));
    guarded.addAll(command);
    return guarded;
  }

  /** The program, and what it runs where that is not a path. */
  private static String name(List<String> command) {
    return Path.of(command.get(0)).getFileName()
        + command.stream()
            .skip(1)
            .filter(argument -> argument.matches("[a-z]+(\\.[A-Za-z]+)+"))
            .findFirst()
            .map(argument -> " " + argument)
            .orElse("");
  }
}
