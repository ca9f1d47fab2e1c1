package io.calotype.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1.0 kB",
    "9949, 9.9 kB",
    "9950, 10 kB",
    "999499, 999 kB",
    "999500, 1.0 MB",
    "4250000, 4.3 MB",
    "5000000000, 5.0 GB",
  })
  void writesSizesInAFewDigits(long bytes, String expected) {
    assertThat(Amount.bytes(bytes)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 ms",
    "999, 999 ms",
    "1000, 1.00 s",
    "9990, 9.99 s",
    "10000, 10 s",
    "59999, 1 min",
    "61000, 1 min 1 s",
    "3600000, 1 h",
    "5400000, 1 h 30 min",
  })
  void writesTimesInTheUnitThatFits(long ms, String expected) {
    assertThat(Amount.time(Duration.ofMillis(ms))).isEqualTo(expected);
  }
}
