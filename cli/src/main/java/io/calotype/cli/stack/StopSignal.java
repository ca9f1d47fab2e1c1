package io.calotype.cli.stack;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C and SIGTERM into an interrupt of one thread, and keeps the process until that thread
 * has cleaned up. A stop that was asked for ends with exit status 0.
 */
public final class StopSignal {
  private static final Duration PATIENCE = Duration.ofSeconds(50);

  private final CountDownLatch cleanedUp = new CountDownLatch(1);
  private final Thread hook;
  private volatile boolean given;

  private StopSignal(Thread worker) {
    hook =
        new Thread(
            () -> {
              given = true;
              worker.interrupt();
              // The worker has no way left to end the process with a status: this is its last act.
              Runtime.getRuntime().halt(awaitCleanUp() ? 0 : 1);
            },
            "stop");
  }

  /** From now on a signal interrupts the calling thread. */
  public static StopSignal interruptsThisThread() {
    StopSignal signal = new StopSignal(Thread.currentThread());
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  /** Whether it was given: what fails from then on may fail for that. */
  public boolean given() {
    return given;
  }

  private boolean awaitCleanUp() {
    try {
      return cleanedUp.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }

  /** Says that all is cleaned up; later signals have their usual effect. */
  public void close() {
    cleanedUp.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already, through this hook.
    }
  }
}
