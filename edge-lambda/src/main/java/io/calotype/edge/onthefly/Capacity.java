package io.calotype.edge.onthefly;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * What one process may have in hand at a time: renders, bytes of originals, pixels. First come,
 * first served; an original larger than a whole budget is let through alone.
 *
 * <p>Always taken in this order: a turn, then bytes, then pixels; so nobody waits for one who waits
 * for him. Whoever finds too many waiting, or waits too long, is turned away with 429.
 */
final class Capacity {
  /** A viewer waits: better another try, perhaps elsewhere, than a long line. */
  private static final Duration WAIT_MAX = Duration.ofSeconds(5);

  private static final int UNIT = 1024;

  private final Semaphore present;
  private final Semaphore turns;
  private final Budget bytes;
  private final Budget pixels;

  /**
   * An untouched capacity.
   *
   * @param rendersMax renders at a time, 1 or more
   * @param waitingMax how many more may wait for a turn, 0 or more
   * @param bytesMax bytes of originals, 1 or more
   * @param pixelsMax pixels, all frames counted, 1 or more
   */
  Capacity(int rendersMax, int waitingMax, long bytesMax, long pixelsMax) {
    this.present = new Semaphore(rendersMax + waitingMax);
    this.turns = new Semaphore(rendersMax, true);
    this.bytes = new Budget(bytesMax);
    this.pixels = new Budget(pixelsMax);
  }

  /** A part of the capacity. */
  @FunctionalInterface
  interface Share {
    /** Gives it back; once. */
    void giveBack();
  }

  /** Waits for a turn to render. */
  Share takeTurn(Deadline deadline) {
    if (!present.tryAcquire()) {
      throw new RefusedAnswerException(RefusedAnswer.atCapacity());
    }
    try {
      Share turn = take(turns, 1, deadline);
      return () -> {
        turn.giveBack();
        present.release();
      };
    } catch (RefusedAnswerException e) {
      present.release();
      throw e;
    }
  }

  /** Waits until so many bytes are free. */
  Share takeBytes(long count, Deadline deadline) {
    return bytes.take(count, deadline);
  }

  /** Waits until so many pixels are free. */
  Share takePixels(long count, Deadline deadline) {
    return pixels.take(count, deadline);
  }

  private static Share take(Semaphore permits, int count, Deadline deadline) {
    Duration left = deadline.left();
    Duration wait = left.compareTo(WAIT_MAX) < 0 ? left : WAIT_MAX;
    try {
      if (!permits.tryAcquire(count, wait.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new RefusedAnswerException(RefusedAnswer.atCapacity());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedAnswerException(RefusedAnswer.failed());
    }
    return () -> permits.release(count);
  }

  /** A semaphore that counts in units of 1,024, since its permits are an int. */
  private static final class Budget {
    private final int permitsMax;
    private final Semaphore permits;

    Budget(long max) {
      this.permitsMax = units(max, Integer.MAX_VALUE);
      this.permits = new Semaphore(permitsMax, true);
    }

    Share take(long count, Deadline deadline) {
      return Capacity.take(permits, units(count, permitsMax), deadline);
    }

    private static int units(long count, int max) {
      return (int) Math.max(1, Math.min(max, (count + UNIT - 1) / UNIT));
    }
  }
}
