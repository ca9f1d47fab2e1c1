package io.calotype.variants.crop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FocalPointTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0.5,0.25   | 0.5  | 0.25
          0,0        | 0    | 0
          1,1        | 1    | 1
          1.0 , 0.00 | 1    | 0
          .5,.125    | 0.5  | 0.125
          """)
  void readsTwoNumbersWithinThePicture(String text, double x, double y) {
    assertThat(FocalPoint.parse(text)).contains(new FocalPoint(x, y));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0.5",
        "0.5,",
        "0.5,0.5,0.5",
        "1.01,0",
        "0,-0.1",
        "NaN,0",
        "1e-1,0",
        "0x1p-1,0",
        "a,b",
        "0;0",
        "0.5 0.5",
        "٠,٠",
        "0.0000000000001,0"
      })
  void readsNothingElse(String text) {
    assertThat(FocalPoint.parse(text)).isEmpty();
  }

  @Test
  void isReadFromWhatItWrites() {
    FocalPoint point = new FocalPoint(0.125, 1);
    assertThat(FocalPoint.parse(point.toString())).contains(point);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0.0005,0           | 0.0005,0.0
          0,0.000000000001   | 0.0,0.000000000001
          .000999999999,.001 | 0.000999999999,0.001
          """)
  void isWrittenWithoutAnExponent(String text, String written) {
    assertThat(FocalPoint.parse(text).orElseThrow()).hasToString(written);
  }

  @Test
  void hasOneZero() {
    assertThat(new FocalPoint(-0.0, 0)).isEqualTo(new FocalPoint(0, -0.0)).hasToString("0.0,0.0");
  }

  @Test
  void refusesWhatIsOutside() {
    assertThatThrownBy(() -> new FocalPoint(1.5, 0))
        .hasMessage("expected a point of 0,0 to 1,1 but got 1.5,0.0");
  }

  @Test
  void saysWhyATextIsIgnoredInOnePrintableLine() {
    assertThat(FocalPoint.whyIgnored("middle\n\u001b[31m"))
        .isEqualTo(
            "expected a focal point of two numbers of 0 to 1, such as 0.5,0.25, but got"
                + " \"middle??[31m\": it is ignored");
    assertThat(FocalPoint.whyIgnored("9".repeat(2000))).hasSizeLessThan(160);
  }
}
