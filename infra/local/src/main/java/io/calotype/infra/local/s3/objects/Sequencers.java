package io.calotype.infra.local.s3.objects;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;

/**
 * Gives out sequencers: 16 hexadecimal digits, led by the time, each greater than all before, also
 * after a restart on a clock that was set back.
 *
 * <p>The value is in nanoseconds since 1970. A file holds a ceiling that no given value has passed;
 * it is raised a few seconds at a time, so that most calls write nothing, and the first value after
 * a restart is above it.
 */
final class Sequencers {
  private static final long STEP_NANOS = 5_000_000_000L;

  private final Path file;
  private final Clock clock;
  private long last;
  private long ceiling;

  Sequencers(Path file, Clock clock) throws IOException {
    this.file = file;
    this.clock = clock;
    if (Files.exists(file)) {
      String text = Files.readString(file).trim();
      try {
        ceiling = Long.parseUnsignedLong(text, 16);
      } catch (NumberFormatException e) {
        throw new IOException(
            "expected 16 hexadecimal digits in "
                + file
                + " but got '"
                + text
                + "'; remove the file to begin at the present time",
            e);
      }
    }
    last = ceiling;
  }

  /** The next one. */
  synchronized String next() {
    Instant now = clock.instant();
    last = Math.max(last + 1, now.getEpochSecond() * 1_000_000_000L + now.getNano());
    if (last > ceiling) {
      try {
        raiseCeiling(last + STEP_NANOS);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write " + file, e);
      }
    }
    return format(last);
  }

  private void raiseCeiling(long to) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.writeString(next, format(to));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    ceiling = to;
  }

  private static String format(long value) {
    return String.format("%016x", value);
  }
}
