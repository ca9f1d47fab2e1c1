package io.calotype.infra.aws.watch;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;

/**
 * The metrics that alarms and dashboard show, by name.
 *
 * @param names of the resources that they belong to
 */
record Metrics(Watched names) {
  static final Duration PERIOD = Duration.minutes(5);

  private static final String FLINK = "AWS/KinesisAnalytics";
  private static final String KINESIS = "AWS/Kinesis";
  private static final String LAMBDA = "AWS/Lambda";
  private static final String S3 = "AWS/S3";

  /** How old the newest record is that the job has read: its lag. */
  Metric lagMs() {
    return metric(KINESIS, "GetRecords.IteratorAgeMilliseconds", "Maximum", stream());
  }

  Metric events() {
    return metric(KINESIS, "IncomingRecords", "Sum", stream());
  }

  Metric eventBytes() {
    return metric(KINESIS, "IncomingBytes", "Sum", stream());
  }

  Metric undelivered() {
    return metric(
        "AWS/SQS",
        "ApproximateNumberOfMessagesVisible",
        "Maximum",
        Map.of("QueueName", names.queue()));
  }

  /** One of Managed Flink's own metrics. */
  Metric job(String name, String statistic) {
    return metric(FLINK, name, statistic, Map.of("Application", names.application()));
  }

  /** Each refused record writes one object; S3 counts them as requests. */
  Metric deadLetters() {
    return metric(
        S3,
        "PutRequests",
        "Sum",
        Map.of("BucketName", names.deadLettersBucket(), "FilterId", names.requestMetrics()));
  }

  Metric function(String function, String name, String statistic) {
    return metric(LAMBDA, name, statistic, Map.of("FunctionName", function));
  }

  Metric onTheFly(String name, String statistic) {
    return function(names.onTheFly(), name, statistic);
  }

  /**
   * Renders that failed. Faults that the function survives it answers with 502 or 504, which Lambda
   * counts at the function's URL; what ends the call is an error, and mostly a 502 there as well:
   * hence the greater of both, not their sum.
   */
  IMetric onTheFlyFailures() {
    return MathExpression.Builder.create()
        .expression("MAX([FILL(answers, 0), FILL(errors, 0)])")
        .usingMetrics(
            // Sorted, so that the template is the same each time.
            new TreeMap<>(
                Map.of(
                    "answers", onTheFly("Url5xxCount", "Sum"),
                    "errors", onTheFly("Errors", "Sum"))))
        .period(PERIOD)
        .label("failed")
        .build();
  }

  private Map<String, String> stream() {
    return Map.of("StreamName", names.stream());
  }

  static Metric metric(
      String namespace, String name, String statistic, Map<String, String> dimensions) {
    return Metric.Builder.create()
        .namespace(namespace)
        .metricName(name)
        .statistic(statistic)
        .dimensionsMap(dimensions)
        .period(PERIOD)
        .build();
  }
}
