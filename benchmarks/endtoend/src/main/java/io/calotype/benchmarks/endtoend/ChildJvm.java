package io.calotype.benchmarks.endtoend;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Java process with this one's class path that answers one line of JSON after the other.
 *
 * <p>It ends when its input does, and so with this process, however that ends.
 */
final class ChildJvm implements AutoCloseable {
  private static final int END_SECONDS_MAX = 60;
  private static final int LAST_LINES = 5;

  private final ObjectMapper json = new ObjectMapper();
  private final String name;
  private final Path log;
  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter requests;

  private ChildJvm(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
    this.answers = process.inputReader();
    this.requests = process.outputWriter();
  }

  /**
   * Starts it.
   *
   * @param name what it is called in messages
   * @param main its main class
   * @param heapMb the size of its heap, the whole of it from the start
   * @param log where its standard error goes
   */
  static ChildJvm start(String name, Class<?> main, int heapMb, Path log) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xms" + heapMb + "m");
    command.add("-Xmx" + heapMb + "m");
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-Djava.awt.headless=true");
    command.add("-Dfile.encoding=UTF-8");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    return new ChildJvm(name, log, process);
  }

  /**
   * Asks and waits for the answer.
   *
   * @throws IOException where the process has ended; the message has the end of its log
   */
  <T> T ask(Object request, Class<T> answer) throws IOException {
    requests.write(json.writeValueAsString(request));
    requests.newLine();
    requests.flush();
    String line = answers.readLine();
    if (line == null) {
      throw new IOException(
          "expected an answer of the " + name + "'s process but it has ended: " + lastLines());
    }
    return json.readValue(line, answer);
  }

  private String lastLines() throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join(" | ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
  }

  /** Of which processor time and memory are asked. */
  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Ends the process, by the end of its input, and returns when it has ended. */
  @Override
  public void close() {
    try {
      requests.close();
      if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (IOException e) {
      kill();
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
  }

  /** Waits, though interrupted: what still runs would write into folders that are deleted next. */
  private void kill() {
    process.destroyForcibly().onExit().join();
  }
}
