package io.calotype.benchmarks.report;

import io.calotype.benchmarks.result.Results;
import io.calotype.benchmarks.result.Run;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * By how much a figure has to differ to be another one: {@value #LEAST_PERCENT} %, or {@value
 * #FEW_SAMPLES_PERCENT} % where it stands on fewer than {@value #SAMPLES} samples, or what it moved
 * by itself from one earlier run to the next. Intervals know only what varies within a run.
 */
final class Margin {
  private static final int LEAST_PERCENT = 5;
  private static final int FEW_SAMPLES_PERCENT = 15;
  private static final int SAMPLES = 5;

  private final Map<String, DoubleSummaryStatistics> medians = new HashMap<>();

  /** From what earlier runs found. */
  Margin(List<Results> earlier) {
    for (Results results : earlier) {
      for (Run run : results.runs()) {
        medians.computeIfAbsent(run.id(), id -> new DoubleSummaryStatistics()).accept(run.median());
      }
    }
  }

  /** Whether a figure is another than before by more than this. */
  boolean isExceeded(Run before, Run after) {
    DoubleSummaryStatistics seen = medians.getOrDefault(after.id(), new DoubleSummaryStatistics());
    double moved = seen.getCount() < 2 ? 0 : seen.getMax() - seen.getMin();
    int percent = isOfFew(before) || isOfFew(after) ? FEW_SAMPLES_PERCENT : LEAST_PERCENT;
    double least = percent * Math.abs(before.median()) / 100;
    return Math.abs(after.median() - before.median()) > Math.max(least, moved);
  }

  private static boolean isOfFew(Run run) {
    return run.samples().size() < SAMPLES && !Judged.isExact(run);
  }
}
