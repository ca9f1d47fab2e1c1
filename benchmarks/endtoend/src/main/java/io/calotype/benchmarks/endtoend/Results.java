package io.calotype.benchmarks.endtoend;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** All figures of a run, told as they come and written at the end. */
final class Results {
  private static final int SCHEMA = 1;

  private final PrintStream out;
  private final List<Run> runs = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /** Tells each figure on a stream. */
  Results(PrintStream out) {
    this.out = out;
  }

  void add(Run run) {
    runs.add(run);
    String params =
        run.params().entrySet().stream()
            .map(param -> param.getKey() + " " + param.getValue())
            .collect(Collectors.joining(", "));
    out.printf(
        Locale.ROOT,
        "%-28s %-44s %10.2f %-10s (%.2f to %.2f)%n",
        run.name(),
        params,
        run.median(),
        run.unit(),
        run.low(),
        run.high());
  }

  /** Adds what figures alone do not tell. */
  void note(String line) {
    notes.add(line);
    out.println(line);
  }

  /**
   * The file's form.
   *
   * @param schema its version
   * @param command what was run
   */
  record Document(int schema, String command, List<String> notes, List<Run> runs) {}

  void write(Path file, String command) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    new ObjectMapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValue(file.toFile(), new Document(SCHEMA, command, notes, runs));
  }
}
