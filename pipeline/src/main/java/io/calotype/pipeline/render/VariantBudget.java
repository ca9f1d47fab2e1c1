package io.calotype.pipeline.render;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What may be in memory at one time: bytes of fetched originals and pixels of pictures that are
 * being rendered. First come, first served, so that a large picture is not starved by small ones;
 * one that is larger than the whole budget is let through alone.
 *
 * <p>Taken by the worker that does the work, never by Flink's own thread: a thread that waits here
 * delays only its own picture. Bytes are always taken before pixels, and never while pixels are
 * held, so that no two workers wait for each other.
 */
public final class VariantBudget {
  private static final int UNIT = 1024;

  private final Purse bytes;
  private final Purse pixels;

  /**
   * An untouched budget.
   *
   * @param bytesMax bytes of originals, 1 or more
   * @param pixelsMax pixels, all frames counted, 1 or more
   */
  public VariantBudget(long bytesMax, long pixelsMax) {
    this.bytes = new Purse(bytesMax);
    this.pixels = new Purse(pixelsMax);
  }

  /** Waits until so many bytes are free, and holds them until the share is given back. */
  public Share takeBytes(long count) throws InterruptedException {
    return bytes.take(count);
  }

  /** Waits until so many pixels are free, and holds them until the share is given back. */
  public Share takePixels(long count) throws InterruptedException {
    return pixels.take(count);
  }

  /** The bytes of originals that are held now. */
  public long bytesInFlight() {
    return bytes.held.get();
  }

  /** The pixels that are held now. */
  public long pixelsInFlight() {
    return pixels.held.get();
  }

  /** A part of the budget. */
  @FunctionalInterface
  public interface Share {
    /** Gives it back; once. */
    void giveBack();
  }

  /** A semaphore that counts in units of 1,024, since its permits are an int. */
  private static final class Purse {
    private final int permitsMax;
    private final Semaphore permits;
    private final AtomicLong held = new AtomicLong();

    Purse(long max) {
      this.permitsMax = units(max, Integer.MAX_VALUE);
      this.permits = new Semaphore(permitsMax, true);
    }

    Share take(long count) throws InterruptedException {
      int units = units(count, permitsMax);
      permits.acquire(units);
      held.addAndGet(count);
      return () -> {
        held.addAndGet(-count);
        permits.release(units);
      };
    }

    private static int units(long count, int max) {
      return (int) Math.max(1, Math.min(max, (count + UNIT - 1) / UNIT));
    }
  }
}
