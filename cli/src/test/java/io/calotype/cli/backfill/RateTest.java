package io.calotype.cli.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateTest {
  @ParameterizedTest
  @CsvSource({"1, 1", "9, 1", "19, 1", "20, 2", "100, 10", "1000, 100", "10000, 100"})
  void sendsAtOnceWhatATenthOfASecondHolds(int perSecond, int batchMax) {
    assertThat(new Rate(perSecond).batchMax()).isEqualTo(batchMax);
  }
}
