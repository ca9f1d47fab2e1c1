package io.calotype.benchmarks.peers;

import io.calotype.benchmarks.result.Spread;
import java.util.List;
import java.util.Locale;

/** The results as a table in Markdown, for a terminal and for docs alike. */
final class Table {
  private static final String HEAD =
      """
      | contender | CPU ms a photo | fastest to slowest round | wall ms | CPU, Calotype = 1 (INTERVAL) | bytes, Calotype = 1 | SSIM, mean and least |
      |---|---|---|---|---|---|---|
      """;

  private Table() {}

  /** One line a peer; the first is what the others are compared with. */
  static String of(List<Row> rows) {
    boolean enough = rows.get(0).cpuRatio().rounds().size() >= Spread.BOOTSTRAP_MIN;
    StringBuilder table =
        new StringBuilder(HEAD.replace("INTERVAL", enough ? "95 %" : "least to most"));
    double ourBytes = rows.get(0).likeness().bytes();
    for (Row row : rows) {
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %.0f | %.0f to %.0f | %.0f | %.2f (%.2f to %.2f) | %.3f | %.4f, %.4f%s |%n",
              row.does(),
              row.cpuMs(),
              row.cpuMsFastest(),
              row.cpuMsSlowest(),
              row.wallMs(),
              row.cpuRatio().value(),
              row.cpuRatio().low(),
              row.cpuRatio().high(),
              row.likeness().bytes() / ourBytes,
              row.likeness().meanSimilarity(),
              row.likeness().leastSimilarity(),
              row.likeness().isWorseThan(rows.get(0).likeness()) ? ", looks worse" : ""));
    }
    return table.toString();
  }
}
