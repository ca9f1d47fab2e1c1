package io.calotype.pipeline.metrics;

import org.apache.flink.metrics.MetricGroup;

/** The group below which Managed Flink gives metrics to CloudWatch; others show them as well. */
public final class OwnMetrics {
  /** Its name, which Managed Flink prescribes. */
  public static final String GROUP = "kinesisanalytics";

  private OwnMetrics() {}

  /** The group for our own metrics of an operator. */
  public static MetricGroup of(MetricGroup operator) {
    return operator.addGroup(GROUP);
  }
}
