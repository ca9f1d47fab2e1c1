package io.calotype.pipeline.store;

import org.jspecify.annotations.Nullable;

/**
 * What must hold for a write to happen.
 *
 * @param etag the entity tag that the object has now, or null where there must be no object
 */
public record WriteCondition(@Nullable String etag) {
  /** Only where nothing is stored under the key. */
  public static WriteCondition absent() {
    return new WriteCondition(null);
  }

  /** Only over the object that has this entity tag. */
  public static WriteCondition over(String etag) {
    return new WriteCondition(etag);
  }
}
