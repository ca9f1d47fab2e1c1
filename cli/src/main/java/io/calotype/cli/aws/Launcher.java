package io.calotype.cli.aws;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Runs a program to its end. */
public interface Launcher {
  /**
   * Runs it with this process's input and output: the CDK asks before it widens rights. Where this
   * process is ended, so is the program.
   *
   * @param command the program and its arguments
   * @param environment what is set beside this process's own
   * @return its exit status
   */
  int run(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException;

  /**
   * Runs it unseen.
   *
   * @return what it said, where it failed; empty where all is well
   */
  String check(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException;

  /** As child processes. */
  static Launcher ofProcesses() {
    return new Launcher() {
      @Override
      public int run(List<String> command, Map<String, String> environment)
          throws IOException, InterruptedException {
        ProcessBuilder program = new ProcessBuilder(command).inheritIO();
        program.environment().putAll(environment);
        Process process = program.start();
        Thread ending = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(ending);
        try {
          return process.waitFor();
        } finally {
          Runtime.getRuntime().removeShutdownHook(ending);
        }
      }

      @Override
      public String check(List<String> command, Map<String, String> environment)
          throws IOException, InterruptedException {
        ProcessBuilder program = new ProcessBuilder(command).redirectErrorStream(true);
        program.environment().putAll(environment);
        Process process = program.start();
        process.getOutputStream().close();
        String said =
            new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        int status = process.waitFor();
        return status == 0 ? "" : said + " (status " + status + ")";
      }
    };
  }
}
