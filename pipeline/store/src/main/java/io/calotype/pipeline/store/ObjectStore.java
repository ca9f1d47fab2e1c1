package io.calotype.pipeline.store;

import java.util.List;
import java.util.Optional;

/**
 * One bucket, with exactly what the job needs of it.
 *
 * <p>Strongly consistent, as S3 is: what is read after a write has been answered shows that write.
 * Conditions are checked atomically with the write. Safe for use by several threads at once. What
 * is not an answer but a fault is a {@link StorageFault}.
 */
public interface ObjectStore extends AutoCloseable {
  /**
   * Checks that the bucket can be reached.
   *
   * @throws StorageFault of a misconfiguration where it does not exist or may not be listed;
   *     without this check a missing bucket looks like one from which everything was deleted
   */
  void requireReachable();

  /** What is stored under a key now, without its bytes. */
  Optional<StoredObject> look(String key);

  /** What is stored under a key now, with its bytes. */
  Optional<Content> fetch(String key);

  /** The bytes of one version of an object; empty where that is no longer what is stored. */
  Optional<Content> fetch(String key, String etag);

  /** Stores an object where a condition holds; its new entity tag, or empty where it does not. */
  Optional<String> put(String key, NewObject object, WriteCondition condition);

  /** Deletes an object that still has this entity tag; whether it did and is gone. */
  boolean delete(String key, String etag);

  /**
   * The objects whose keys begin with a prefix and have no {@code /} behind it, with entity tag and
   * size but without metadata.
   */
  List<ListedObject> children(String prefix);

  /** Releases connections; never throws. */
  @Override
  void close();
}
