package io.calotype.benchmarks;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What benchmarks are told from outside.
 *
 * @param testData a folder with real photos in its folder {@code photos}, if there is one
 * @param programs the folders in which other programs are looked for
 */
public record BenchmarkSettings(Optional<Path> testData, List<Path> programs) {
  /** From {@code CALOTYPE_TEST_DATA}, where blank means unset, and {@code PATH}. */
  public static BenchmarkSettings ofEnvironment() {
    return of(System.getenv("CALOTYPE_TEST_DATA"), System.getenv("PATH"));
  }

  static BenchmarkSettings of(@Nullable String testData, @Nullable String path) {
    return new BenchmarkSettings(
        testData == null || testData.isBlank() ? Optional.empty() : Optional.of(Path.of(testData)),
        path == null
            ? List.of()
            : Arrays.stream(path.split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(Path::of)
                .toList());
  }

  /** The folder of real photos; empty where there is none. */
  public Optional<Path> photos() {
    return testData.map(path -> path.resolve("photos")).filter(Files::isDirectory);
  }
}
