package io.calotype.benchmarks.result;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One figure. What it is over time is told by section, name and parameters together.
 *
 * @param section the part of the report: {@code endtoend}, {@code ladder}, {@code stages}, {@code
 *     peers}, {@code shapes} or {@code edge}
 * @param name what is measured, in lower case with dashes
 * @param params under which conditions: texts and numbers
 * @param unit of all its numbers
 * @param better which way it should go
 * @param median the figure itself
 * @param low where its interval begins
 * @param high where it ends
 * @param samples what was measured; may be empty
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Run(
    String section,
    String name,
    Map<String, Object> params,
    String unit,
    Better better,
    double median,
    double low,
    double high,
    List<Double> samples) {

  /**
   * Copies the collections, the parameters by name; {@code better} is LOWER where it is missing.
   */
  public Run(
      @JsonProperty("section") String section,
      @JsonProperty("name") String name,
      @JsonProperty("params") @Nullable Map<String, Object> params,
      @JsonProperty("unit") String unit,
      @JsonProperty("better") @Nullable Better better,
      @JsonProperty("median") double median,
      @JsonProperty("low") double low,
      @JsonProperty("high") double high,
      @JsonProperty("samples") @Nullable List<Double> samples) {
    this.section = section;
    this.name = name;
    this.params = params == null ? Map.of() : new TreeMap<>(params);
    this.unit = unit;
    this.better = better == null ? Better.LOWER : better;
    this.median = median;
    this.low = low;
    this.high = high;
    this.samples = samples == null ? List.of() : List.copyOf(samples);
  }

  /** A figure by its samples, of which less is better. */
  public static Run of(
      String section, String name, Map<String, Object> params, String unit, double... samples) {
    return of(section, name, params, unit, Better.LOWER, samples);
  }

  /** A figure by its samples. */
  public static Run of(
      String section,
      String name,
      Map<String, Object> params,
      String unit,
      Better better,
      double... samples) {
    Spread spread = Spread.of(samples);
    return new Run(
        section,
        name,
        params,
        unit,
        better,
        spread.median(),
        spread.low(),
        spread.high(),
        Arrays.stream(samples).boxed().toList());
  }

  /**
   * What its interval means, in words: that of 95 % confidence, or from the least sample to the
   * greatest.
   */
  public String interval() {
    if (samples.isEmpty()) {
      return "";
    }
    boolean whole = low == Collections.min(samples) && high == Collections.max(samples);
    return whole || samples.size() < Spread.BOOTSTRAP_MIN ? "least to most" : "95 %";
  }

  /** Section, name and parameters in one: tells it from all others of a file. */
  @JsonIgnore
  public String id() {
    return section + " " + name + " " + params;
  }
}
