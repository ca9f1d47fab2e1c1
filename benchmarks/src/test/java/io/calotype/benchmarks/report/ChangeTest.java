package io.calotype.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.benchmarks.result.Better;
import io.calotype.benchmarks.result.Machine;
import io.calotype.benchmarks.result.Results;
import io.calotype.benchmarks.result.Run;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangeTest {
  private static final Machine MACHINE =
      new Machine("a processor", 2, 16, "a system", "Java 17", "v20", 0);

  @Test
  void flagsWhatIsSlowerByMoreThanNoise() {
    List<Change> changes =
        between(run("ms", Better.LOWER, 100, 99, 101), run("ms", Better.LOWER, 120, 118, 122));

    assertThat(changes).containsExactly(new Change("peers figure {}", "ms", 100, 120, "worse"));
  }

  @Test
  void knowsThatMoreMayBeBetter() {
    List<Change> changes =
        between(
            run("1/s", Better.HIGHER, 10, 9.9, 10.1), run("1/s", Better.HIGHER, 12, 11.9, 12.1));

    assertThat(changes).extracting(Change::verdict).containsExactly("better");
  }

  @Test
  void judgesNothingThatGoesNeitherWay() {
    List<Change> changes = between(run("×", Better.NONE, 1, 1, 1), run("×", Better.NONE, 2, 2, 2));

    assertThat(changes).extracting(Change::verdict).containsExactly("other");
  }

  @Test
  void passesOverIntervalsThatTouch() {
    assertThat(
            between(run("ms", Better.LOWER, 100, 80, 119), run("ms", Better.LOWER, 130, 118, 140)))
        .isEmpty();
  }

  @Test
  void passesOverSmallDifferencesHoweverSharp() {
    assertThat(
            between(run("ms", Better.LOWER, 100, 100, 100), run("ms", Better.LOWER, 104, 104, 104)))
        .isEmpty();
  }

  @Test
  void comparesNoTimesOfAnotherMachine() {
    Machine other = new Machine("another", 2, 16, "a system", "Java 17", "v20", 0);
    Run slow = run("ms", Better.LOWER, 200, 200, 200);
    Run fast = run("ms", Better.LOWER, 100, 100, 100);
    Run ratio = run("×", Better.HIGHER, 2, 2, 2);
    Run lowerRatio = run("×", Better.HIGHER, 1, 1, 1);

    assertThat(Change.between(results(other, fast), results(MACHINE, slow))).isEmpty();
    assertThat(Change.between(results(other, ratio), results(MACHINE, lowerRatio))).hasSize(1);
  }

  private static List<Change> between(Run before, Run after) {
    return Change.between(results(MACHINE, before), results(MACHINE, after));
  }

  private static Results results(Machine machine, Run run) {
    return new Results(
        Results.SCHEMA, machine, "1", "quick", "2026-11-24T17:00:00Z", "", List.of(), List.of(run));
  }

  private static Run run(String unit, Better better, double median, double low, double high) {
    return new Run("peers", "figure", Map.of(), unit, better, median, low, high, List.of());
  }
}
