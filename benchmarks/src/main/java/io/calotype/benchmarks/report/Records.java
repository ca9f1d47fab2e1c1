package io.calotype.benchmarks.report;

import io.calotype.benchmarks.result.Machine;
import io.calotype.benchmarks.result.Results;
import io.calotype.benchmarks.result.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The runs that are kept, three files each: {@code <when>-<effort>.json}, {@code .html} and {@code
 * .md}.
 *
 * @param folder where they are
 */
record Records(Path folder) {
  /** Older ones are of other code. */
  private static final int LATEST = 4;

  /**
   * The latest figures of this effort, of a run of all these sections where there is one: what was
   * run of a single section says nothing of the others. Null where there are none.
   */
  @Nullable Results last(Effort effort, Collection<String> sections) throws IOException {
    Results last = null;
    for (Path file : latestFirst(effort)) {
      try {
        Results results = Results.read(file);
        if (results.runs().stream().map(Run::section).toList().containsAll(sections)) {
          return results;
        }
        last = last == null ? results : last;
      } catch (IOException e) {
        System.err.println("passed over: " + e.getMessage());
      }
    }
    return last;
  }

  /**
   * The latest runs of this effort on such a machine: how far their figures lie apart is what they
   * move by themselves.
   */
  List<Results> latest(Effort effort, Machine machine) throws IOException {
    List<Results> latest = new ArrayList<>();
    for (Path file : latestFirst(effort)) {
      if (latest.size() == LATEST) {
        break;
      }
      try {
        Results results = Results.read(file);
        Machine its = results.machine();
        if (its != null && its.isLike(machine)) {
          latest.add(results);
        }
      } catch (IOException e) {
        System.err.println("passed over: " + e.getMessage());
      }
    }
    return latest;
  }

  private List<Path> latestFirst(Effort effort) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith("-" + effort.id() + ".json"))
          .sorted(Comparator.reverseOrder())
          .toList();
    }
  }

  /**
   * Keeps figures and page, and its main tables as Markdown.
   *
   * @return where the page is
   */
  Path keep(Report report) throws IOException {
    Results results = report.results();
    String name = String.valueOf(results.at()).replace(":", "") + "-" + results.mode();
    return write(report, folder, name);
  }

  /**
   * Fails where nothing can be written into a folder, which is made where it is missing.
   *
   * @throws IOException that says so
   */
  static void requireWritable(Path folder) throws IOException {
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, "bench", ".try"));
    } catch (IOException e) {
      throw new IOException("expected a folder to write to but " + folder + " is none: " + e, e);
    }
  }

  /**
   * Puts figures, page and tables anywhere: {@code <name>.json}, {@code .html} and {@code .md}.
   *
   * @return where the page is
   */
  static Path write(Report report, Path folder, String name) throws IOException {
    Files.createDirectories(folder);
    report.results().write(folder.resolve(name + ".json"));
    Files.writeString(folder.resolve(name + ".md"), Markdown.of(report));
    return Files.writeString(folder.resolve(name + ".html"), Page.of(report)).toAbsolutePath();
  }
}
