package io.calotype.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory this process holds, heap and native, as Linux counts it. */
public final class ResidentSize {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final double KB_PER_MB = 1024;

  private ResidentSize() {}

  /** Whether this system tells. */
  public static boolean known() {
    return Files.isReadable(STATUS);
  }

  /** In MB; needs Linux. */
  public static double mb() {
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
