package io.calotype.benchmarks.report;

import io.calotype.benchmarks.result.Results;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the page shows.
 *
 * @param results what was measured
 * @param goals what was to be reached
 * @param capacity what so many photos need
 * @param baseline when the run was that it is compared with; null where there is none
 * @param compared how many figures are compared with it
 * @param changes what is another since
 */
record Report(
    Results results,
    List<Goal> goals,
    List<Capacity> capacity,
    @Nullable String baseline,
    int compared,
    List<Change> changes) {

  /**
   * Of results alone, or with those of an earlier run.
   *
   * @param earlier further runs of the same kind
   */
  static Report of(Results results, @Nullable Results before, List<Results> earlier) {
    return new Report(
        results,
        // A run that is made to see whether all works says nothing of how fast it is.
        Effort.SMOKE.id().equals(results.mode()) ? List.of() : Goal.of(results.runs()),
        Capacity.of(results.runs(), Effort.FULL.id().equals(results.mode())),
        before == null ? null : before.at(),
        before == null ? 0 : Change.compared(before, results),
        before == null ? List.of() : Change.between(before, results, earlier));
  }
}
