package io.calotype.benchmarks.report;

import io.calotype.benchmarks.result.Better;
import io.calotype.benchmarks.result.Machine;
import io.calotype.benchmarks.result.Results;
import io.calotype.benchmarks.result.Run;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A figure that is another than the last time, by more than noise: the two intervals do not touch,
 * and the figures differ by more than their {@link Margin}. Not all are {@link Judged}.
 *
 * @param id which one
 * @param unit of both
 * @param before what it was
 * @param after what it is
 * @param verdict {@code better}, {@code worse} or {@code other} where neither is
 */
record Change(String id, String unit, double before, double after, String verdict) {
  /**
   * What changed.
   *
   * <p>On another kind of machine only ratios and sizes are compared: times would tell of the
   * machines.
   *
   * @param earlier other runs of the same kind on this machine, which tell how far figures move
   */
  static List<Change> between(Results before, Results after, List<Results> earlier) {
    List<Results> known = new ArrayList<>(earlier);
    known.add(before);
    return between(before, after, new Margin(known));
  }

  private static List<Change> between(Results before, Results after, Margin margin) {
    Map<String, Run> known = new HashMap<>();
    before.runs().forEach(run -> known.put(run.id(), run));
    boolean sameMachine = isSame(before.machine(), after.machine());
    List<Change> changes = new ArrayList<>();
    for (Run run : after.runs()) {
      Run old = known.get(run.id());
      if (old != null
          && old.unit().equals(run.unit())
          && (sameMachine || isOfNoMachine(run.unit()))
          && isBeyondNoise(old, run, margin)) {
        changes.add(
            new Change(run.id(), run.unit(), old.median(), run.median(), verdict(old, run)));
      }
    }
    return changes;
  }

  private static boolean isSame(@Nullable Machine one, @Nullable Machine other) {
    return one != null && other != null && one.isLike(other);
  }

  private static boolean isOfNoMachine(String unit) {
    return unit.equals("×") || unit.equals("x") || unit.equals("bytes") || unit.equals("SSIM");
  }

  private static boolean isBeyondNoise(Run old, Run run, Margin margin) {
    boolean apart = run.low() > old.high() || run.high() < old.low();
    return Judged.is(old) && Judged.is(run) && apart && margin.isExceeded(old, run);
  }

  private static String verdict(Run old, Run run) {
    if (run.better() == Better.NONE) {
      return "other";
    }
    return (run.median() < old.median()) == (run.better() == Better.LOWER) ? "better" : "worse";
  }
}
