package io.calotype.infra.local.flink;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the subtasks of one task tell, gathered by Flink.
 *
 * @param byId each metric's smallest, largest and average value and their sum; operators' own under
 *     the operator's name and theirs, as {@code make_variants.kinesisanalytics.ready}
 */
record TaskMetrics(Map<String, JsonNode> byId) {

  /**
   * Those of a task that are named, or whose operator's name is followed by one of these.
   *
   * @param wanted full names, or endings that begin with a full stop
   */
  static TaskMetrics of(FlinkRest rest, String job, String task, List<String> wanted)
      throws IOException, InterruptedException {
    String path = job + "/vertices/" + task + "/subtasks/metrics";
    List<String> ids = new ArrayList<>();
    for (JsonNode metric : rest.get(path)) {
      String id = metric.path("id").asText();
      if (wanted.stream().anyMatch(name -> isNamed(id, name))) {
        ids.add(id);
      }
    }
    Map<String, JsonNode> byId = new HashMap<>();
    if (!ids.isEmpty()) {
      for (JsonNode metric : rest.get(path + "?get=" + joined(ids))) {
        byId.put(metric.path("id").asText(), metric);
      }
    }
    return new TaskMetrics(byId);
  }

  private static boolean isNamed(String id, String name) {
    return name.startsWith(".") ? id.endsWith(name) : id.equals(name);
  }

  private static String joined(List<String> ids) {
    return ids.stream()
        .map(id -> URLEncoder.encode(id, StandardCharsets.UTF_8))
        .collect(Collectors.joining(","));
  }

  /** The largest value among all that end so; null where none has one. */
  @Nullable Long largest(String ending) {
    Long largest = null;
    for (Map.Entry<String, JsonNode> metric : byId.entrySet()) {
      if (metric.getKey().endsWith(ending)) {
        long value = metric.getValue().path("max").asLong();
        largest = largest == null ? value : Math.max(largest, value);
      }
    }
    return largest;
  }

  /** All that begin and end so, of all subtasks, together. */
  long sum(String beginning, String ending) {
    return byId.entrySet().stream()
        .filter(metric -> metric.getKey().startsWith(beginning))
        .filter(metric -> metric.getKey().endsWith(ending))
        .mapToLong(metric -> metric.getValue().path("sum").asLong())
        .sum();
  }

  /** One metric, divided; null where Flink has no value yet, which it writes as NaN. */
  @Nullable Double number(String id, String aggregate, double divisor) {
    JsonNode metric = byId.get(id);
    if (metric == null) {
      return null;
    }
    double value = metric.path(aggregate).asDouble(Double.NaN);
    return Double.isNaN(value) ? null : value / divisor;
  }
}
