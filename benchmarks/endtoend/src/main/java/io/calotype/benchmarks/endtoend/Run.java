package io.calotype.benchmarks.endtoend;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * One figure.
 *
 * @param section of the report
 * @param name of the quantity
 * @param params what it was measured with; with section and name they tell which figure it is
 * @param unit of all numbers
 * @param better {@code lower}, {@code higher} or {@code none}
 * @param median of the samples
 * @param low the least of them
 * @param high the most of them
 * @param samples in the order in which they were taken
 */
@JsonPropertyOrder({
  "section", "name", "params", "unit", "better", "median", "low", "high", "samples"
})
record Run(
    String section,
    String name,
    Map<String, Object> params,
    String unit,
    String better,
    double median,
    double low,
    double high,
    List<Double> samples) {
  private static final String SECTION = "endtoend";

  /** A figure whose samples are summed up. */
  static Run of(
      String name, Map<String, Object> params, String unit, String better, List<Double> samples) {
    return new Run(
        SECTION,
        name,
        params,
        unit,
        better,
        median(samples),
        Collections.min(samples),
        Collections.max(samples),
        List.copyOf(samples));
  }

  /** A figure of a single sample. */
  static Run of(String name, Map<String, Object> params, String unit, String better, double value) {
    return of(name, params, unit, better, List.of(value));
  }

  /** The middle one, or the mean of the two in the middle. */
  static double median(List<Double> samples) {
    double[] sorted = samples.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
