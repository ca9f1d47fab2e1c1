package io.calotype.benchmarks.report;

import io.calotype.benchmarks.result.Run;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a photo's ladder costs where all cores are busy, by the figures of one run.
 *
 * @param engineMs of CPU, the engine's
 * @param busy whether that was measured with all cores busy; else on one thread, which takes less
 * @param factor how many times as much the whole job takes
 * @param measured whether that was measured with these photos and formats; else it is what it is
 *     meant to be at most
 */
record LadderCost(double engineMs, boolean busy, double factor, boolean measured) {
  private static final double GOAL = 1.15;

  /** Of the whole job, in milliseconds of CPU. */
  double jobMs() {
    return engineMs * factor;
  }

  /**
   * From the whole path, else from the ladder alone; empty where neither was measured.
   *
   * @param compiled whether the job's compiler had little left to do: a cold one tells nothing of
   *     what runs for days
   */
  static Optional<LadderCost> of(List<Run> runs, int megapixels, String formats, boolean compiled) {
    Optional<Run> engine = onMostSlots(runs, "cpu-per-image", megapixels, formats, "engine");
    Optional<Run> ratio =
        onMostSlots(runs, "cpu-ratio-to-engine", megapixels, formats, null).filter(run -> compiled);
    double factor = ratio.map(Run::median).orElse(GOAL);
    return engine
        .or(() -> onOneThread(runs, megapixels, formats))
        .map(run -> new LadderCost(run.median(), engine.isPresent(), factor, ratio.isPresent()));
  }

  private static Optional<Run> onMostSlots(
      List<Run> runs, String name, int megapixels, String formats, @Nullable String of) {
    return named(runs, "endtoend", name, formats)
        .filter(run -> (megapixels + " MP").equals(run.params().get("photo")))
        .filter(run -> Objects.equals(of, run.params().get("of")))
        .filter(run -> slots(run) > 1)
        .max(Comparator.comparingInt(LadderCost::slots));
  }

  private static int slots(Run run) {
    return run.params().get("slots") instanceof Integer slots ? slots : 0;
  }

  private static Optional<Run> onOneThread(List<Run> runs, int megapixels, String formats) {
    return named(runs, "ladder", "cpu-per-ladder", formats)
        .filter(run -> "vips".equals(run.params().get("engine")))
        .filter(run -> Integer.valueOf(megapixels).equals(run.params().get("megapixels")))
        .findFirst();
  }

  private static Stream<Run> named(List<Run> runs, String section, String name, String formats) {
    return runs.stream()
        .filter(run -> run.section().equals(section) && run.name().equals(name))
        .filter(run -> formats.equals(run.params().get("formats")));
  }
}
