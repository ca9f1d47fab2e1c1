package io.calotype.benchmarks.peers;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.calotype.variants.name.Format;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes ladders with a command-line tool, one request a line, as {@code sharp.mjs} does with sharp.
 *
 * <p>What is timed is the tool's processes from start to end: it reads the photo from its file and
 * writes files, which is how it is used.
 */
public final class CommandWorker {
  private static final double NS_PER_MS = 1e6;

  private final ObjectMapper json = new ObjectMapper();
  private final ChildClock clock = new ChildClock();
  private final Tool tool;
  private final Path program;
  private final Format format;

  private CommandWorker(Tool tool, Path program, Format format) {
    this.tool = tool;
    this.program = program;
    this.format = format;
  }

  /**
   * Answers until standard input ends.
   *
   * @param arguments names of a {@link Tool}, of its program and of a {@link Format}
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    CommandWorker worker =
        new CommandWorker(
            Tool.valueOf(arguments[0]), Path.of(arguments[1]), Format.valueOf(arguments[2]));
    PrintStream answers = System.out;
    String version = run(worker.tool.versionCommand(worker.program)).strip();
    answers.println(
        worker.json.writeValueAsString(new Ready(version.lines().findFirst().orElse("?"))));
    try (BufferedReader requests =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = requests.readLine(); line != null; line = requests.readLine()) {
        answers.println(
            worker.json.writeValueAsString(
                worker.answer(worker.json.readValue(line, Request.class))));
      }
    }
  }

  private Answer answer(Request request) throws IOException, InterruptedException {
    String wanted = request.out();
    boolean kept = wanted != null;
    Path out = wanted == null ? Files.createTempDirectory("calotype-tool") : Path.of(wanted);
    try {
      List<List<String>> commands = tool.commands(program, request, format, out);
      long startedCpuNs = clock.cpuNs();
      long startedNs = System.nanoTime();
      for (List<String> command : commands) {
        run(command);
      }
      double wallMs = (System.nanoTime() - startedNs) / NS_PER_MS;
      double cpuMs = (clock.cpuNs() - startedCpuNs) / NS_PER_MS;
      return new Answer(cpuMs, wallMs, bytes(request, out), null);
    } catch (IOException e) {
      return Answer.failed(String.valueOf(e.getMessage()));
    } finally {
      if (!kept) {
        delete(out);
      }
    }
  }

  private long bytes(Request request, Path out) throws IOException {
    long bytes = 0;
    for (int widthPx : request.widthsPx()) {
      bytes += Files.size(out.resolve(widthPx + "." + format.id()));
    }
    return bytes;
  }

  /** With what a tool that failed has left in it. */
  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  /** What a command says; fails where it does. */
  private static String run(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    // One thread for its work, as everywhere in the comparison.
    builder.environment().put("VIPS_CONCURRENCY", "1");
    builder.environment().put("MAGICK_THREAD_LIMIT", "1");
    builder.environment().put("OMP_NUM_THREADS", "1");
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    if (status != 0) {
      throw new IOException(
          "ended with status "
              + status
              + ", saying: "
              + said.strip().lines().findFirst().orElse("nothing"));
    }
    return said;
  }
}
