package io.calotype.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What benchmarks are told from outside.
 *
 * @param testData a folder with real photos in its folder {@code photos}, if there is one
 * @param programs the folders in which other programs are looked for
 * @param records the folder in which reports are kept
 */
public record BenchmarkSettings(Optional<Path> testData, List<Path> programs, Path records) {
  /**
   * From {@code CALOTYPE_TEST_DATA} and {@code CALOTYPE_HOME}, where blank means unset, and {@code
   * PATH}.
   */
  public static BenchmarkSettings ofEnvironment() {
    return of(System.getenv(), System.getProperty("user.home", "."));
  }

  static BenchmarkSettings of(Map<String, String> environment, String userHome) {
    Path home = value(environment, "CALOTYPE_HOME").orElseGet(() -> Path.of(userHome, ".calotype"));
    String path = environment.get("PATH");
    return new BenchmarkSettings(
        value(environment, "CALOTYPE_TEST_DATA"),
        path == null
            ? List.of()
            : Arrays.stream(path.split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(Path::of)
                .toList(),
        home.resolve("bench"));
  }

  private static Optional<Path> value(Map<String, String> environment, String name) {
    String value = environment.getOrDefault(name, "");
    return value.isBlank() ? Optional.empty() : Optional.of(Path.of(value));
  }

  /**
   * The folder of real photos; empty where none is named.
   *
   * @throws IOException where one is named and has no photos: others would be measured than were
   *     meant
   */
  public Optional<Path> photos() throws IOException {
    if (testData.isEmpty()) {
      return Optional.empty();
    }
    Path folder = testData.get().resolve("photos");
    try {
      PhotoFolder.photos(folder);
    } catch (IOException e) {
      throw new IOException(
          e.getMessage() + ", which CALOTYPE_TEST_DATA names: correct it, or unset it", e);
    }
    return Optional.of(folder);
  }
}
