package io.calotype.cli.console;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them; the same in every locale, so that they can be searched for. */
public final class Amount {
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};
  private static final int STEP = 1000;

  private Amount() {}

  /** A size such as {@code 912 B}, {@code 4.2 MB} or {@code 18 kB}; units of 1,000. */
  public static String bytes(long bytes) {
    double amount = bytes;
    int unit = 0;
    // From 999.5 on, a number without decimals would be written as 1000.
    while (amount >= STEP - 0.5 && unit < UNITS.length - 1) {
      amount /= STEP;
      unit++;
    }
    boolean decimal = unit > 0 && amount < 9.95;
    return String.format(Locale.ROOT, decimal ? "%.1f %s" : "%.0f %s", amount, UNITS[unit]);
  }

  /** A time such as {@code 85 ms}, {@code 1.24 s}, {@code 42 s}, {@code 3 min 5 s}, {@code 2 h}. */
  public static String time(Duration time) {
    long ms = time.toMillis();
    if (ms < STEP) {
      return ms + " ms";
    }
    if (ms < 10_000) {
      return String.format(Locale.ROOT, "%.2f s", ms / 1000.0);
    }
    long s = Math.round(ms / 1000.0);
    if (s < 60) {
      return s + " s";
    }
    if (s < 3600) {
      return s / 60 + " min" + (s % 60 == 0 ? "" : " " + s % 60 + " s");
    }
    return s / 3600 + " h" + (s % 3600 / 60 == 0 ? "" : " " + s % 3600 / 60 + " min");
  }

  /** A size in pixels such as {@code 640×480}. */
  public static String pixels(int widthPx, int heightPx) {
    return widthPx + "×" + heightPx;
  }

  /** A count with its noun: {@code 1 photo}, {@code 3 photos}. */
  public static String count(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
