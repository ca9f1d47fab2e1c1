package io.calotype.benchmarks;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class KeptTest {
  private final Kept<String, List<String>> kept =
      new Kept<>((input, result) -> Kept.require(result.contains(input), input, result));

  @Test
  void takesWhatIsMadeAnewEachTime() {
    for (String input : List.of("a", "b", "a", "b")) {
      kept.keep(input, made(input));
    }

    assertThatCode(kept::control).doesNotThrowAnyException();
  }

  @Test
  void refusesTheSameResultTwiceInARow() {
    List<String> result = made("a");
    kept.keep("a", result);
    kept.keep("a", result);

    assertNotMadeAnew();
  }

  @Test
  void refusesOneResultForTwoInputs() {
    List<String> result = List.of("a", "b");
    kept.keep("a", result);
    kept.keep("b", result);

    assertNotMadeAnew();
  }

  @Test
  void refusesWhatACacheOfEachInputHandsOut() {
    List<String> ofA = made("a");
    kept.keep("a", ofA);
    kept.keep("b", made("b"));
    kept.keep("c", made("c"));
    kept.keep("a", ofA);
    kept.keep("b", made("b"));

    assertNotMadeAnew();
  }

  @Test
  void refusesWhatACacheHandsOutAfterAControl() {
    List<String> ofA = made("a");
    kept.keep("a", ofA);
    kept.control();
    kept.keep("a", ofA);

    assertNotMadeAnew();
  }

  @Test
  void refusesWhatIsWrong() {
    kept.keep("a", made("b"));

    assertThatThrownBy(kept::control)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("expected a but got [b]");
  }

  private void assertNotMadeAnew() {
    assertThatThrownBy(kept::control)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("was not made anew");
  }

  private static List<String> made(String input) {
    return List.of(input);
  }
}
