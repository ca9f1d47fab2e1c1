package io.calotype.pipeline.make;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs work on an executor, the work of one key one after the other in the order of submission.
 * What waits for its turn holds no thread.
 */
final class KeyChain {
  private final Executor executor;

  /** For each key at work what waits behind it. */
  private final Map<String, Queue<Runnable>> waiting = new HashMap<>();

  KeyChain(Executor executor) {
    this.executor = executor;
  }

  /** Submits work; it runs whether or not that before it threw. */
  void submit(String key, Runnable work) {
    synchronized (waiting) {
      Queue<Runnable> behind = waiting.get(key);
      if (behind != null) {
        behind.add(work);
        return;
      }
      waiting.put(key, new ArrayDeque<>());
    }
    execute(key, work);
  }

  /** The keys that have work in hand. */
  int keys() {
    synchronized (waiting) {
      return waiting.size();
    }
  }

  private void execute(String key, Runnable work) {
    executor.execute(
        () -> {
          try {
            work.run();
          } finally {
            next(key);
          }
        });
  }

  private void next(String key) {
    Runnable next;
    synchronized (waiting) {
      Queue<Runnable> behind = waiting.get(key);
      next = behind == null ? null : behind.poll();
      if (next == null) {
        waiting.remove(key);
        return;
      }
    }
    try {
      execute(key, next);
    } catch (RejectedExecutionException e) {
      // The task is being cancelled: whatever waits is done again by its successor.
    }
  }
}
