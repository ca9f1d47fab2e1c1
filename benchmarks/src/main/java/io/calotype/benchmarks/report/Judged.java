package io.calotype.benchmarks.report;

import io.calotype.benchmarks.result.Run;
import java.util.Set;

/** Of which figures a run tells that they are others than before. */
final class Judged {
  /** One or two say nothing of where the next run's figure may be. */
  private static final int SAMPLES_MIN = 3;

  /** The same bytes give the same figure, whatever the machine does. */
  private static final Set<String> EXACT =
      Set.of("similarity", "bytes-ratio-to-calotype", "bundle-size-zipped");

  /** Told in other words by a figure that is judged. */
  private static final Set<String> REPEATED =
      Set.of(
          "cpu-per-photo",
          "wall-ratio-to-calotype",
          "cpu-per-image",
          "cpu-ratio-without-compiler",
          "job-cpu-by-thread");

  private static final Set<String> QUANTILES = Set.of("median", "p50");

  private Judged() {}

  static boolean is(Run run) {
    return !isNoise(run)
        && !isRepeated(run)
        && (isExact(run) || run.samples().size() >= SAMPLES_MIN);
  }

  /** Whether it is the same for the same bytes. */
  static boolean isExact(Run run) {
    return EXACT.contains(run.name());
  }

  /** What moves by half from one run to the next, or is a single slow call. */
  private static boolean isNoise(Run run) {
    Object quantile = run.params().get("quantile");
    return run.name().endsWith("-native-memory")
        || run.name().equals("idle-cpu")
        || (quantile != null && !QUANTILES.contains(quantile.toString()));
  }

  private static boolean isRepeated(Run run) {
    return REPEATED.contains(run.name())
        || run.name().endsWith("-second")
        || (run.section().equals("stages") && run.name().endsWith("-cpu"))
        || (run.section().equals("ladder") && run.name().equals("cpu-ratio-to-calotype"));
  }
}
