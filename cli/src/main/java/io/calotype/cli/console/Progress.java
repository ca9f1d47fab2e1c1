package io.calotype.cli.console;

import java.io.PrintWriter;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar on standard error while work goes on: only on a terminal, and wiped when it is done. */
public final class Progress implements AutoCloseable {
  private static final int WIDTH_CHARACTERS = 78;
  private static final int UPDATE_MS = 200;

  private final PrintWriter err;
  private final @Nullable ProgressBar bar;

  private Progress(PrintWriter err, @Nullable ProgressBar bar) {
    this.err = err;
    this.bar = bar;
  }

  /**
   * Starts a bar.
   *
   * @param task what is done, one word
   * @param steps how many steps there are
   */
  public static Progress start(Console console, String task, int steps) {
    if (!console.terminalErr() || steps < 2) {
      return new Progress(console.err(), null);
    }
    // Written through a consumer of our own: the library's asks the terminal for its width, which
    // takes longer than a small photo.
    ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(steps)
            .setStyle(ProgressBarStyle.UNICODE_BLOCK)
            .setUpdateIntervalMillis(UPDATE_MS)
            .setMaxRenderedLength(WIDTH_CHARACTERS)
            .setConsumer(
                new DelegatingProgressBarConsumer(
                    line -> overwrite(console.err(), line), WIDTH_CHARACTERS))
            .build();
    return new Progress(console.err(), bar);
  }

  /** One step is done. */
  public void step() {
    if (bar != null) {
      bar.step();
    }
  }

  /** So many steps are done. */
  public void stepTo(long steps) {
    if (bar != null) {
      bar.stepTo(steps);
    }
  }

  /** Wipes the bar. */
  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      overwrite(err, "");
    }
  }

  private static void overwrite(PrintWriter err, String line) {
    err.print("\r\u001b[K" + line);
    err.flush();
  }
}
