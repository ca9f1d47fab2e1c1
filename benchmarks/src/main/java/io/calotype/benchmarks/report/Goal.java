package io.calotype.benchmarks.report;

import io.calotype.benchmarks.result.Run;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the project set out to reach, as a ratio within one run.
 *
 * @param text what it is about
 * @param bound the least that is wanted, or the most
 * @param atLeast which of the two
 * @param unit of the bound
 * @param found what was measured; null where it was not
 * @param low where its interval begins
 * @param high where it ends
 * @param reached whether the figure reaches the bound; null where it was not measured
 */
record Goal(
    String text,
    double bound,
    boolean atLeast,
    String unit,
    @Nullable Double found,
    @Nullable Double low,
    @Nullable Double high,
    @Nullable Boolean reached) {

  /** All goals, with what these runs say of them. */
  static List<Goal> of(List<Run> runs) {
    return List.of(
        peer(runs, "Ladder, CPU of sharp with clone() over ours", 2.7, "sharp, clone()"),
        peer(runs, "Ladder, CPU of sharp decoding once over ours", 1.4, "sharp, decoded once"),
        peer(runs, "Ladder, CPU of imgscalr AUTOMATIC over ours", 6, "imgscalr"),
        of(
            "Whole path, CPU of the job over the engine's own, default recipe",
            1.15,
            false,
            "×",
            runs.stream()
                .filter(run -> run.section().equals("endtoend"))
                .filter(run -> run.name().equals("cpu-ratio-to-engine"))
                .filter(run -> "JPEG + WebP + AVIF".equals(run.params().get("formats")))
                .findFirst()),
        of(
            "Function at the edge, CPU of a srcset's URL at the median",
            50,
            false,
            "µs",
            runs.stream()
                .filter(run -> run.section().equals("edge") && run.name().equals("cpu-per-call"))
                .filter(run -> "median".equals(run.params().get("quantile")))
                .filter(run -> "a srcset’s URL".equals(run.params().get("request")))
                .findFirst()));
  }

  private static Goal peer(List<Run> runs, String text, double bound, String contender) {
    return of(
        text,
        bound,
        true,
        "×",
        runs.stream()
            .filter(run -> run.section().equals("peers"))
            .filter(run -> run.name().equals("cpu-ratio-to-calotype"))
            .filter(run -> "JPEG".equals(run.params().get("format")))
            .filter(run -> isOf(run, contender))
            .findFirst());
  }

  private static boolean isOf(Run run, String contender) {
    String does = String.valueOf(run.params().get("contender"));
    return does.equals(contender)
        || (does.startsWith(contender) && contender.contains(",") && !does.contains("default"));
  }

  private static Goal of(
      String text, double bound, boolean atLeast, String unit, Optional<Run> run) {
    return run.map(
            found ->
                new Goal(
                    text,
                    bound,
                    atLeast,
                    unit,
                    found.median(),
                    found.low(),
                    found.high(),
                    atLeast ? found.median() >= bound : found.median() <= bound))
        .orElseGet(() -> new Goal(text, bound, atLeast, unit, null, null, null, null));
  }
}
