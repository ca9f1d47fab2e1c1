package io.calotype.cli.report;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What made a picture's variants, and what that took.
 *
 * @param engine the engine's name
 * @param cpu processor time of the picture, reading and decoding included; null where others were
 *     made at the same time, so that nobody can tell
 * @param cpuOfVariants the same of each variant by its name: its encoding and, for the first format
 *     of a size, the resize to it; of several names with one image, that image's for each
 */
public record Work(String engine, @Nullable Duration cpu, Map<String, Duration> cpuOfVariants) {
  /** Copies the map. */
  public Work {
    cpuOfVariants = Map.copyOf(cpuOfVariants);
  }

  /** Milliseconds with a tenth of them, as they are reported. */
  static double ms(Duration cpu) {
    return Math.round(cpu.toNanos() / 1e5) / 10.0;
  }
}
