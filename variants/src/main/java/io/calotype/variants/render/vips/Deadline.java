package io.calotype.variants.render.vips;

import com.sun.jna.Pointer;
import java.util.HashSet;
import java.util.Set;

/**
 * The time by which one rendering must be done.
 *
 * <p>When it passes, all images of the rendering are marked to be given up: libvips looks at the
 * mark before each strip of pixels, and the call that waits for them fails. What cannot be left in
 * the middle (one WebP being decoded, one AVIF being encoded) is given up right after.
 *
 * <p>The mark is set from {@link Watchdog}'s thread and not from a callback at each strip, since a
 * call from C into Java costs more than many a strip.
 */
final class Deadline implements AutoCloseable {
  private final LibVips functions;
  private final Set<Pointer> images = new HashSet<>();
  private Runnable disarm = () -> {};
  private boolean passed;

  Deadline(LibVips functions) {
    this.functions = functions;
  }

  /** What to do when it is no longer needed. */
  void onClose(Runnable action) {
    disarm = action;
  }

  synchronized void watch(Pointer image) {
    images.add(image);
    if (passed) {
      functions.vipsImageSetKill(image, 1);
    }
  }

  /** After this, the image is not touched from another thread: it may be freed. */
  synchronized void unwatch(Pointer image) {
    images.remove(image);
  }

  /** Ends the rendering. */
  synchronized void pass() {
    passed = true;
    for (Pointer image : images) {
      functions.vipsImageSetKill(image, 1);
    }
  }

  synchronized boolean passed() {
    return passed;
  }

  /** Refuses to begin a step after the time, with {@link VipsException}. */
  void check(String step) {
    if (passed()) {
      throw new VipsException(step, "not begun, the time is over");
    }
  }

  @Override
  public void close() {
    disarm.run();
  }
}
