package io.calotype.infra.aws.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.PeriodOverride;
import software.constructs.Construct;

/** The dashboard: from the event to the viewer, then what it costs. */
public final class Overview extends Construct {
  private static final int WIDTH = 8;

  /** CloudFront tells its metrics there, wherever viewers are. */
  private static final String EDGE_REGION = "us-east-1";

  private final Watched watched;
  private final Metrics metrics;
  private final String distribution;

  /** Makes the dashboard. */
  public Overview(
      Construct scope, String name, Watched watched, String distribution, Alarms alarms) {
    super(scope, "Overview");
    this.watched = watched;
    this.metrics = new Metrics(watched);
    this.distribution = distribution;
    Dashboard dashboard =
        Dashboard.Builder.create(this, "Dashboard")
            .dashboardName(name)
            .periodOverride(PeriodOverride.AUTO)
            .build();
    dashboard.addWidgets(
        AlarmStatusWidget.Builder.create().title("Alarms").width(24).alarms(alarms.all()).build());
    dashboard.addWidgets(arrival());
    dashboard.addWidgets(making());
    dashboard.addWidgets(serving());
    dashboard.addWidgets(cost());
  }

  private IWidget[] arrival() {
    return row(
        graph("Lag (ms)", metrics.lagMs()),
        graph(
            "Events, and those that could not be delivered",
            metrics.events(),
            metrics.undelivered()),
        graph("Refused, by reason", grown("refused by reason", "MetricName=\"rejected\"")));
  }

  private IWidget[] making() {
    return row(
        graph(
            "From event to manifest (ms), p50 and p99",
            ofJob("p50", "MetricName=\"endToEndMsP50\"", "Average"),
            ofJob("p99", "MetricName=\"endToEndMsP99\"", "Maximum")),
        graph(
            "Ladders made, and in flight",
            grown("ready", "MetricName=\"ready\""),
            ofJob("bytes in flight", "MetricName=\"bytesInFlight\"", "Maximum")),
        graph(
            "Job: CPU, memory, heap (%)",
            metrics.job("containerCPUUtilization", "Average"),
            metrics.job("containerMemoryUtilization", "Maximum"),
            metrics.job("heapMemoryUtilization", "Maximum")));
  }

  private IWidget[] serving() {
    return row(
        graph("Edge: hit rate (%)", edge("CacheHitRate", "Average")),
        graph(
            "Edge: errors (%)",
            edge("4xxErrorRate", "Average"),
            edge("5xxErrorRate", "Average"),
            edge("LambdaExecutionError", "Sum")),
        graph(
            "On the fly: renders, turned away, failed",
            metrics.onTheFly("Invocations", "Sum"),
            metrics.onTheFly("Throttles", "Sum"),
            metrics.onTheFlyFailures(),
            metrics.onTheFly("Duration", "p99")));
  }

  private IWidget[] cost() {
    return row(
        graph("Cost: KPUs of the job", metrics.job("KPUs", "Maximum")),
        graph(
            "Cost: bytes into the stream, renders × time",
            metrics.eventBytes(),
            metrics.onTheFly("Duration", "Sum")),
        graph(
            "Cost: requests and bytes to viewers",
            edge("Requests", "Sum"),
            edge("BytesDownloaded", "Sum")));
  }

  private static IWidget[] row(IWidget... widgets) {
    return widgets;
  }

  private static IWidget graph(String title, IMetric... lines) {
    return GraphWidget.Builder.create()
        .title(title)
        .width(WIDTH)
        .left(new ArrayList<>(List.of(lines)))
        .build();
  }

  /** How much counters of the job have grown: they begin at 0 with each start of a task. */
  private IMetric grown(String label, String what) {
    return expression(label, "DIFF(" + search(what, "Maximum") + ")");
  }

  private IMetric ofJob(String label, String what, String statistic) {
    return expression(label, search(what, statistic));
  }

  /** The job's own metrics have dimensions that grow with it: a search finds them all. */
  private String search(String what, String statistic) {
    return "SEARCH('Namespace=\"AWS/KinesisAnalytics\" Application=\""
        + watched.application()
        + "\" "
        + what
        + "', '"
        + statistic
        + "', 300)";
  }

  private static IMetric expression(String label, String expression) {
    return MathExpression.Builder.create()
        .expression(expression)
        .usingMetrics(Map.of())
        .label(label)
        .build();
  }

  private Metric edge(String name, String statistic) {
    return Metric.Builder.create()
        .namespace("AWS/CloudFront")
        .metricName(name)
        .statistic(statistic)
        .dimensionsMap(Map.of("DistributionId", distribution, "Region", "Global"))
        .period(Metrics.PERIOD)
        .region(EDGE_REGION)
        .account(Stack.of(this).getAccount())
        .build();
  }
}
