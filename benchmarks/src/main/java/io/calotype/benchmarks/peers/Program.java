package io.calotype.benchmarks.peers;

import io.calotype.benchmarks.BenchmarkSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Programs of the machine. */
final class Program {
  private static final byte[] SCRIPT = {'#', '!'};

  private Program() {}

  /**
   * The first of these names that is on the {@code PATH} as a program; empty where there is none.
   *
   * <p>Scripts are passed over: what stands before a program would be counted as its work.
   */
  static Optional<Path> find(BenchmarkSettings settings, String... names) {
    return Arrays.stream(names)
        .flatMap(name -> settings.programs().stream().map(folder -> folder.resolve(name)))
        .filter(Program::isProgram)
        .findFirst();
  }

  private static boolean isProgram(Path file) {
    if (!Files.isRegularFile(file) || !Files.isExecutable(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return !Arrays.equals(in.readNBytes(SCRIPT.length), SCRIPT);
    } catch (IOException e) {
      return false;
    }
  }
}
