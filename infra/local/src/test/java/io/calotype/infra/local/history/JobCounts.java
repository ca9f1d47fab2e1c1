package io.calotype.infra.local.history;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** What a job's operators count, read where they count it: never older than the moment. */
public final class JobCounts implements MetricReporter {
  private static final List<String> GATE = List.of("accepted", "duplicate", "late", "foreign");
  private static final List<String> MADE =
      List.of("ready", "refused", "alreadyCurrent", "removed", "superseded");

  /** By the name that a job's configuration gives: Flink makes the reporter itself. */
  private static final Map<String, JobCounts> BY_NAME = new ConcurrentHashMap<>();

  private final Map<Counter, String> counters = new ConcurrentHashMap<>();

  /** Those of the job whose configuration names them so. */
  static JobCounts of(String name) {
    return Objects.requireNonNull(BY_NAME.get(name), name);
  }

  /** Events that the gate has decided about. */
  long taken() {
    return sum("gate", GATE);
  }

  /** Whether each event that the gate let pass is dealt with, and each slow one behind it. */
  boolean isIdle() {
    return sum("make variants", MADE) == sum("gate", List.of("accepted"))
        && sum("make slow formats", MADE) == sum("make slow formats", List.of("numRecordsIn"));
  }

  /** Events that were dropped as late or as duplicates. */
  long dropped() {
    return sum("gate", List.of("duplicate", "late"));
  }

  private long sum(String operator, List<String> names) {
    return counters.entrySet().stream()
        .filter(
            counter ->
                names.stream().anyMatch(name -> counter.getValue().equals(operator + "/" + name)))
        .mapToLong(counter -> counter.getKey().getCount())
        .sum();
  }

  @Override
  public void open(MetricConfig config) {
    BY_NAME.put(config.getString("job", ""), this);
  }

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    String operator = group.getAllVariables().get("<operator_name>");
    if (metric instanceof Counter counter && operator != null) {
      counters.put(counter, operator + "/" + name);
    }
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {}

  @Override
  public void close() {}

  /** What Flink finds by service loader. */
  public static final class Factory implements MetricReporterFactory {
    @Override
    public MetricReporter createMetricReporter(Properties properties) {
      return new JobCounts();
    }
  }
}
