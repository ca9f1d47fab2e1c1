package io.calotype.pipeline.make;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.metrics.HistogramStatistics;
import org.junit.jupiter.api.Test;

class RecentTimesTest {
  private final RecentTimes times = new RecentTimes();

  @Test
  void tellsTheDistribution() {
    for (int i = 100; i >= 1; i--) {
      times.update(i);
    }
    HistogramStatistics statistics = times.getStatistics();
    assertThat(statistics.getQuantile(0.5)).isEqualTo(50);
    assertThat(statistics.getQuantile(0.99)).isEqualTo(99);
    assertThat(statistics.getMin()).isEqualTo(1);
    assertThat(statistics.getMax()).isEqualTo(100);
    assertThat(statistics.getMean()).isEqualTo(50.5);
    assertThat(statistics.size()).isEqualTo(100);
  }

  @Test
  void keepsTheLatestAndCountsAll() {
    for (int i = 0; i < 2_000; i++) {
      times.update(i);
    }
    assertThat(times.getCount()).isEqualTo(2_000);
    assertThat(times.getStatistics().getMin()).isEqualTo(2_000 - 1_024);
  }

  @Test
  void isZeroWhereThereAreNone() {
    assertThat(times.getStatistics().getQuantile(0.5)).isZero();
    assertThat(times.getStatistics().getStdDev()).isZero();
  }
}
