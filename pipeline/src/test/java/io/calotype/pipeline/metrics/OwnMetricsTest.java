package io.calotype.pipeline.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.groups.UnregisteredMetricGroups;
import org.junit.jupiter.api.Test;

class OwnMetricsTest {
  @Test
  void standInTheGroupThatManagedFlinkGivesToCloudWatch() {
    MetricGroup operator = UnregisteredMetricGroups.createUnregisteredOperatorMetricGroup();
    assertThat(OwnMetrics.of(operator).getScopeComponents()).endsWith("kinesisanalytics");
  }
}
