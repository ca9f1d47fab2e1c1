package io.calotype.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.benchmarks.result.Better;
import io.calotype.benchmarks.result.Machine;
import io.calotype.benchmarks.result.Results;
import io.calotype.benchmarks.result.Run;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeTest {
  private static final List<Double> FIVE = List.of(1.0, 1.0, 1.0, 1.0, 1.0);
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

    assertThat(Change.between(results(other, fast), results(MACHINE, slow), List.of())).isEmpty();
    assertThat(Change.between(results(other, ratio), results(MACHINE, lowerRatio), List.of()))
        .hasSize(1);
  }

  @Test
  void asksMoreOfFiguresOfWhichThereAreFewSamples() {
    List<Double> few = List.of(1.0, 1.0, 1.0);

    assertThat(between(run("figure", 100, few), run("figure", 114, few))).isEmpty();
    assertThat(between(run("figure", 100, few), run("figure", 114, FIVE))).isEmpty();
    assertThat(between(run("figure", 100, few), run("figure", 116, few))).hasSize(1);
    assertThat(between(run("figure", 100, FIVE), run("figure", 114, FIVE))).hasSize(1);
  }

  @Test
  void judgesNothingOfWhichThereAreOneOrTwoSamples() {
    List<Double> two = List.of(1.0, 1.0);

    assertThat(between(run("figure", 100, two), run("figure", 300, two))).isEmpty();
    assertThat(between(run("figure", 100, two), run("figure", 300, FIVE))).isEmpty();
  }

  @Test
  void countsWhatIsCompared() {
    Results before = results(MACHINE, run("figure", 100, FIVE));

    assertThat(Change.compared(before, results(MACHINE, run("figure", 101, FIVE)))).isEqualTo(1);
    assertThat(Change.compared(before, results(MACHINE, run("other", 101, FIVE)))).isZero();
    assertThat(Change.compared(before, results(MACHINE, run("figure", 101, List.of())))).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"decode-native-memory", "idle-cpu"})
  void neverJudgesWhatMovesByItself(String name) {
    assertThat(between(run(name, 100, FIVE), run(name, 200, FIVE))).isEmpty();
  }

  @Test
  void neverJudgesTheSlowestCalls() {
    assertThat(between(quantile("p99", 100), quantile("p99", 200))).isEmpty();
    assertThat(between(quantile("median", 100), quantile("median", 200))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ladders-per-second",
        "megapixels-per-second",
        "bytes-per-cpu-second",
        "cpu-per-photo"
      })
  void judgesEachFindingOnce(String name) {
    assertThat(between(run(name, 100, FIVE), run(name, 200, FIVE))).isEmpty();
  }

  @Test
  void judgesByTheirValueFiguresThatAreTheSameForTheSameBytes() {
    List<Double> none = List.of();

    assertThat(between(run("bundle-size-zipped", 100, none), run("bundle-size-zipped", 200, none)))
        .hasSize(1);
  }

  @Test
  void passesOverWhatMovedAsFarBefore() {
    Results moved = results(MACHINE, run("figure", 130, FIVE));
    Results before = results(MACHINE, run("figure", 100, FIVE));

    assertThat(Change.between(before, results(MACHINE, run("figure", 128, FIVE)), List.of(moved)))
        .isEmpty();
    assertThat(Change.between(before, results(MACHINE, run("figure", 140, FIVE)), List.of(moved)))
        .hasSize(1);
  }

  private static Run quantile(String quantile, double value) {
    Map<String, Object> params = Map.of("quantile", quantile);
    return new Run("edge", "cpu-per-call", params, "µs", Better.LOWER, value, value, value, FIVE);
  }

  private static Run run(String name, double value, List<Double> samples) {
    return new Run("peers", name, Map.of(), "ms", Better.LOWER, value, value, value, samples);
  }

  private static List<Change> between(Run before, Run after) {
    return Change.between(results(MACHINE, before), results(MACHINE, after), List.of());
  }

  private static Results results(Machine machine, Run run) {
    return new Results(
        Results.SCHEMA,
        machine,
        "1",
        Map.of(),
        "quick",
        "2026-11-24T17:00:00Z",
        "",
        List.of(),
        List.of(run));
  }

  private static Run run(String unit, Better better, double median, double low, double high) {
    return new Run("peers", "figure", Map.of(), unit, better, median, low, high, FIVE);
  }
}
