package io.calotype.pipeline.make;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Runs work on an executor, the work of one key one after the other in the order of submission.
 * What waits for its turn holds no thread.
 */
final class KeyChain {
  private final Executor executor;
  private final Map<String, CompletableFuture<?>> lasts = new HashMap<>();

  KeyChain(Executor executor) {
    this.executor = executor;
  }

  /** Submits work; it runs whether or not that before it failed. */
  synchronized <T> CompletableFuture<T> submit(String key, Callable<T> work) {
    CompletableFuture<?> before = lasts.getOrDefault(key, CompletableFuture.completedFuture(null));
    CompletableFuture<T> result =
        before.handleAsync(
            (done, failed) -> {
              try {
                return work.call();
              } catch (Exception e) {
                throw new CompletionException(e);
              }
            },
            executor);
    lasts.put(key, result);
    result.whenComplete((done, failed) -> forget(key, result));
    return result;
  }

  private synchronized void forget(String key, CompletableFuture<?> last) {
    lasts.remove(key, last);
  }

  /** The keys that have work to do now. */
  synchronized int keys() {
    return lasts.size();
  }
}
