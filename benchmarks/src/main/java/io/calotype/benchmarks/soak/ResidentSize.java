package io.calotype.benchmarks.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory this process holds, heap and native, as Linux counts it. */
final class ResidentSize {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final double KB_PER_MB = 1024;

  private ResidentSize() {}

  /** In MB; needs Linux. */
  static double mb() {
    try {
      String line =
          Files.readAllLines(STATUS).stream()
              .filter(any -> any.startsWith("VmRSS:"))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("expected VmRSS in " + STATUS));
      return Long.parseLong(line.replaceAll("\\D", "")) / KB_PER_MB;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
