package io.calotype.variants.render.vips;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * Native memory for the pixels of one rendering, taken piece by piece and given back all at once.
 *
 * <p>It is used again for the next rendering. Memory from the system costs more than many a resize:
 * each page is a fault and is cleared first, and pieces of many sizes from many threads leave an
 * allocator with ever more that it cannot give back.
 */
final class Workspace implements AutoCloseable {
  /**
   * Room for the usual ladder of a photo: 1920 pixels wide, upright, and turned. Pages that are
   * never written to take no memory.
   */
  static final long BYTES = 48L << 20;

  /** What vector code likes best. */
  private static final long ALIGNMENT = 64;

  private final Memory memory = new Memory(BYTES);
  private long used;

  /** The next piece; null where no more of this size is left. */
  @Nullable Pointer take(long bytes) {
    if (bytes > BYTES - used) {
      return null;
    }
    Pointer piece = memory.share(used, bytes);
    used += (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    return piece;
  }

  /** Gives all pieces back. */
  void clear() {
    used = 0;
  }

  /** Frees the memory; nothing may read its pieces any more. */
  @Override
  public void close() {
    memory.close();
  }
}
