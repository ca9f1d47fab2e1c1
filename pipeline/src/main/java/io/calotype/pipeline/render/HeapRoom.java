package io.calotype.pipeline.render;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes of the heap that may be filled with what is only kept to save time. */
public final class HeapRoom {
  /** The room of this process: its subtasks share its heap. */
  public static final HeapRoom OF_PROCESS = new HeapRoom(Runtime.getRuntime().maxMemory() / 4);

  private final AtomicLong left;

  /** So many bytes. */
  public HeapRoom(long bytes) {
    this.left = new AtomicLong(bytes);
  }

  /** Takes so many, all or none. */
  boolean take(long bytes) {
    if (left.addAndGet(-bytes) >= 0) {
      return true;
    }
    left.addAndGet(bytes);
    return false;
  }

  void giveBack(long bytes) {
    left.addAndGet(bytes);
  }
}
