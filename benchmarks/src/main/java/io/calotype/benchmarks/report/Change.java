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
    return judged(before, after).stream()
        .filter(pair -> pair.isBeyondNoise(margin))
        .map(Pair::change)
        .toList();
  }

  /** How many figures of two runs are compared. */
  static int compared(Results before, Results after) {
    return judged(before, after).size();
  }

  private static List<Pair> judged(Results before, Results after) {
    Map<String, Run> known = new HashMap<>();
    before.runs().forEach(run -> known.put(run.id(), run));
    boolean sameMachine = isSame(before.machine(), after.machine());
    List<Pair> judged = new ArrayList<>();
    for (Run run : after.runs()) {
      Run old = known.get(run.id());
      if (old != null
          && old.unit().equals(run.unit())
          && (sameMachine || isOfNoMachine(run.unit()))
          && Judged.is(old)
          && Judged.is(run)) {
        judged.add(new Pair(old, run));
      }
    }
    return judged;
  }

  private static boolean isSame(@Nullable Machine one, @Nullable Machine other) {
    return one != null && other != null && one.isLike(other);
  }

  private static boolean isOfNoMachine(String unit) {
    return unit.equals("×") || unit.equals("x") || unit.equals("bytes") || unit.equals("SSIM");
  }

  /** The same figure of two runs. */
  private record Pair(Run before, Run after) {
    boolean isBeyondNoise(Margin margin) {
      boolean apart = after.low() > before.high() || after.high() < before.low();
      return apart && margin.isExceeded(before, after);
    }

    Change change() {
      return new Change(after.id(), after.unit(), before.median(), after.median(), verdict());
    }

    private String verdict() {
      if (after.better() == Better.NONE) {
        return "other";
      }
      boolean less = after.median() < before.median();
      return less == (after.better() == Better.LOWER) ? "better" : "worse";
    }
  }
}
