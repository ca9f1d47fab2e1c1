package io.calotype.benchmarks.result;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Which way a figure should go. */
public enum Better {
  /** Less of it: time, memory. */
  LOWER,
  /** More of it: throughput, likeness. */
  HIGHER,
  /** Neither: it is told and not judged. */
  NONE;

  @JsonValue
  String json() {
    return name().toLowerCase(Locale.ROOT);
  }
}
