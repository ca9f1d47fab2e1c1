package io.calotype.benchmarks;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What benchmarks are told from outside.
 *
 * @param testData a folder with real photos in its folder {@code photos}, if there is one
 */
public record BenchmarkSettings(Optional<Path> testData) {
  /** From {@code CALOTYPE_TEST_DATA}; blank means unset. */
  public static BenchmarkSettings ofEnvironment() {
    return of(System.getenv("CALOTYPE_TEST_DATA"));
  }

  static BenchmarkSettings of(@Nullable String testData) {
    return new BenchmarkSettings(
        testData == null || testData.isBlank() ? Optional.empty() : Optional.of(Path.of(testData)));
  }
}
