package io.calotype.benchmarks.report;

import io.calotype.benchmarks.result.Machine;
import io.calotype.benchmarks.result.Run;
import io.calotype.benchmarks.result.Spread;
import java.util.List;
import java.util.Locale;

/** The report's main tables as Markdown, as {@code docs/performance.md} holds them. */
final class Markdown {
  private Markdown() {}

  /** All of them. */
  static String of(Report report) {
    StringBuilder text = new StringBuilder();
    machine(text, report);
    goals(text, report.goals());
    peers(text, report.results().runs());
    capacity(text, report);
    return text.toString();
  }

  private static void machine(StringBuilder text, Report report) {
    Machine machine = report.results().machine();
    if (machine != null) {
      line(
          text,
          "`%s`, %s: %d cores of %s, %s, %s, Node.js %s, load before %.1f",
          String.valueOf(report.results().command()),
          String.valueOf(report.results().at()),
          machine.cores(),
          machine.processor(),
          machine.system(),
          machine.java(),
          machine.node(),
          machine.loadBefore());
      report.results().versions().forEach((name, of) -> line(text, "- %s %s", name, of));
    }
  }

  private static void goals(StringBuilder text, List<Goal> goals) {
    if (goals.isEmpty()) {
      return;
    }
    line(text, "%n| goal | wanted | found (interval) | |%n|---|---|---|---|");
    for (Goal goal : goals) {
      line(
          text,
          "| %s | at %s %s %s | %s | %s |",
          goal.text(),
          goal.atLeast() ? "least" : "most",
          number(goal.bound()),
          goal.unit(),
          goal.found() == null || goal.low() == null || goal.high() == null
              ? "not measured"
              : number(goal.found())
                  + " ("
                  + number(goal.low())
                  + " to "
                  + number(goal.high())
                  + (goal.interval().isEmpty() ? "" : ", " + goal.interval())
                  + ")",
          goal.verdict());
    }
  }

  private static void peers(StringBuilder text, List<Run> runs) {
    List<Run> costs = named(runs, "cpu-per-photo");
    if (costs.isEmpty()) {
      return;
    }
    line(
        text,
        "%n| contender | format | CPU ms a photo | CPU, Calotype = 1 (%s) | bytes, Calotype = 1 |"
            + " SSIM |%n|---|---|---|---|---|---|",
        enough(like(runs, "cpu-ratio-to-calotype", costs.get(costs.size() - 1))));
    for (Run cost : costs) {
      Run ratio = like(runs, "cpu-ratio-to-calotype", cost);
      line(
          text,
          "| %s | %s | %.0f | %.2f (%.2f to %.2f) | %.2f | %.3f |",
          String.valueOf(cost.params().get("contender")),
          String.valueOf(cost.params().get("format")),
          cost.median(),
          ratio.median(),
          ratio.low(),
          ratio.high(),
          like(runs, "bytes-ratio-to-calotype", cost).median(),
          like(runs, "similarity", cost).median());
    }
  }

  private static void capacity(StringBuilder text, Report report) {
    if (report.capacity().isEmpty()) {
      return;
    }
    line(
        text,
        "%n| photo, formats | engine, CPU ms of its ladder | job over engine | images a minute | vCPUs | shards | originals, reads/s |"
            + " variants, PUTs/s | variants, reads/s | prefixes |%n|---|---|---|---|---|---|---|---|---|---|");
    for (Capacity row : report.capacity()) {
      line(
          text,
          "| %d MP, %s | %.0f%s | %.2f%s | %,d | %,d | %d | %,.0f | %,.0f | %,.0f | %d |",
          row.megapixels(),
          row.formats(),
          row.cost().engineMs(),
          row.cost().busy() ? "" : " (one thread)",
          row.cost().factor(),
          row.cost().measured() ? "" : " (the goal)",
          row.imagesPerMinute(),
          row.vcpus(),
          row.shards(),
          row.originalReadsPerSecond(),
          row.variantWritesPerSecond(),
          row.variantReadsPerSecond(),
          row.prefixes());
    }
  }

  private static String enough(Run ratio) {
    return ratio.samples().size() >= Spread.BOOTSTRAP_MIN ? "95 %" : "least to most";
  }

  private static List<Run> named(List<Run> runs, String name) {
    return runs.stream()
        .filter(run -> run.section().equals("peers") && run.name().equals(name))
        .toList();
  }

  private static Run like(List<Run> runs, String name, Run other) {
    return named(runs, name).stream()
        .filter(run -> run.params().equals(other.params()))
        .findFirst()
        .orElseThrow();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value >= 100 ? "%.0f" : "%.2f", value);
  }

  private static void line(StringBuilder text, String form, Object... values) {
    text.append(String.format(Locale.ROOT, form, values)).append('\n');
  }
}
