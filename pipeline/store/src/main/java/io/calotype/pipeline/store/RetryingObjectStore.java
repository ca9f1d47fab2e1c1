package io.calotype.pipeline.store;

import java.util.List;
import java.util.Optional;

/**
 * A bucket that is asked again when it is faulty.
 *
 * <p>A write whose answer was lost is repeated, finds its condition broken by itself, and says so:
 * callers look then, as they must anyway.
 */
public final class RetryingObjectStore implements ObjectStore {
  private final ObjectStore store;
  private final RetryPolicy policy;
  private final Runnable onRetry;

  /**
   * Puts a policy around a bucket.
   *
   * @param onRetry told of each further attempt, on the calling thread
   */
  public RetryingObjectStore(ObjectStore store, RetryPolicy policy, Runnable onRetry) {
    this.store = store;
    this.policy = policy;
    this.onRetry = onRetry;
  }

  @Override
  public void requireReachable() {
    policy.call(
        () -> {
          store.requireReachable();
          return true;
        },
        onRetry);
  }

  @Override
  public Optional<StoredObject> look(String key) {
    return policy.call(() -> store.look(key), onRetry);
  }

  @Override
  public Optional<Content> fetch(String key) {
    return policy.call(() -> store.fetch(key), onRetry);
  }

  @Override
  public Optional<Content> fetch(String key, String etag) {
    return policy.call(() -> store.fetch(key, etag), onRetry);
  }

  @Override
  public Optional<String> put(String key, NewObject object, WriteCondition condition) {
    return policy.call(() -> store.put(key, object, condition), onRetry);
  }

  @Override
  public boolean delete(String key, String etag) {
    return policy.call(() -> store.delete(key, etag), onRetry);
  }

  @Override
  public List<ListedObject> children(String prefix) {
    return policy.call(() -> store.children(prefix), onRetry);
  }

  @Override
  public void close() {
    store.close();
  }
}
