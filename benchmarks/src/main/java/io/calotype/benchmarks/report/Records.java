package io.calotype.benchmarks.report;

import io.calotype.benchmarks.result.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  /** The latest figures of this effort that can be read; null where there are none. */
  @Nullable Results last(Effort effort) throws IOException {
    if (!Files.isDirectory(folder)) {
      return null;
    }
    List<Path> latestFirst;
    try (Stream<Path> files = Files.list(folder)) {
      latestFirst =
          files
              .filter(file -> file.toString().endsWith("-" + effort.id() + ".json"))
              .sorted(Comparator.reverseOrder())
              .toList();
    }
    for (Path file : latestFirst) {
      try {
        return Results.read(file);
      } catch (IOException e) {
        System.err.println("passed over: " + e.getMessage());
      }
    }
    return null;
  }

  /**
   * Keeps figures and page, and its main tables as Markdown.
   *
   * @param out where they are put as well, as {@code bench.json}, {@code .html} and {@code .md};
   *     null for nowhere else
   * @return where the page is
   */
  Path keep(Report report, @Nullable Path out) throws IOException {
    Results results = report.results();
    String name = String.valueOf(results.at()).replace(":", "") + "-" + results.mode();
    Path page = write(report, folder, name);
    return out == null ? page : write(report, out, "bench");
  }

  private static Path write(Report report, Path folder, String name) throws IOException {
    Files.createDirectories(folder);
    report.results().write(folder.resolve(name + ".json"));
    Files.writeString(folder.resolve(name + ".md"), Markdown.of(report));
    return Files.writeString(folder.resolve(name + ".html"), Page.of(report)).toAbsolutePath();
  }
}
