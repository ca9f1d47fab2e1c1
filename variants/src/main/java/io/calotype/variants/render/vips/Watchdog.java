package io.calotype.variants.render.vips;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Lets deadlines pass.
 *
 * <p>Its one thread is a daemon and ends when there has been nothing to watch for a while, so that
 * it keeps neither a process nor the class loader of an ended job.
 */
final class Watchdog {
  private static final Duration IDLE_MAX = Duration.ofSeconds(10);

  private final ScheduledThreadPoolExecutor timer;

  Watchdog() {
    timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "calotype-render-watchdog");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
    timer.setKeepAliveTime(IDLE_MAX.toMillis(), TimeUnit.MILLISECONDS);
    timer.allowCoreThreadTimeOut(true);
  }

  /** A deadline that passes after this time unless it is closed before. */
  Deadline start(LibVips functions, Duration time) {
    Deadline deadline = new Deadline(functions);
    Future<?> passing = timer.schedule(deadline::pass, time.toNanos(), TimeUnit.NANOSECONDS);
    deadline.onClose(() -> passing.cancel(false));
    return deadline;
  }
}
