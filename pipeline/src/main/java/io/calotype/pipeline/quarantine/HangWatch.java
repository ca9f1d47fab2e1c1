package io.calotype.pipeline.quarantine;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when a render goes on long after its deadline. Native code that does not look at
 * the deadline cannot be stopped in any other way, and keeps its thread, its memory and its turn;
 * ended, it is a crash like others, by which the file is found out.
 *
 * <p>The time has to pass twice, so that a process that was paused gets its time when it goes on.
 */
public final class HangWatch {
  private static final Logger LOG = LoggerFactory.getLogger(HangWatch.class);

  /** What a render may take beyond its deadline, each of the two times. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  private static final int TIMES = 2;
  private static final int EXIT_STATUS = 70;

  /**
   * Outlives the task, since a hanging render does. Its thread ends where there is nothing to
   * watch, so that it keeps no classes of a job that is gone.
   */
  private static final ScheduledThreadPoolExecutor TIMER = timer();

  private final Duration time;
  private final Consumer<String> onHang;

  /**
   * A watch that ends the process.
   *
   * @param renderTimeMax the deadline of a render
   */
  public HangWatch(Duration renderTimeMax) {
    this(renderTimeMax.plus(GRACE), HangWatch::endProcess);
  }

  /**
   * A watch.
   *
   * @param time what has to pass twice
   * @param onHang told the original's key, once
   */
  HangWatch(Duration time, Consumer<String> onHang) {
    this.time = time;
    this.onHang = onHang;
  }

  /** Renders on the calling thread, watched. */
  <T> T watched(String key, Supplier<T> render) {
    int[] passed = {0};
    Runnable tick =
        () -> {
          if (++passed[0] == TIMES) {
            onHang.accept(key);
          }
        };
    long timeNs = time.toNanos();
    Future<?> ticking = TIMER.scheduleWithFixedDelay(tick, timeNs, timeNs, TimeUnit.NANOSECONDS);
    try {
      return render.get();
    } finally {
      ticking.cancel(false);
    }
  }

  private static ScheduledThreadPoolExecutor timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "hang-watch");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
    timer.setKeepAliveTime(10, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
    return timer;
  }

  /** Without shutdown hooks: they would wait for the very thread that hangs. */
  private static void endProcess(String key) {
    try {
      LOG.error(
          "expected the render of \"{}\" to end at its deadline but native code goes on: this"
              + " process ends, and is to be started again",
          key);
    } finally {
      Runtime.getRuntime().halt(EXIT_STATUS);
    }
  }
}
