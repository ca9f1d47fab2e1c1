package io.calotype.pipeline.store;

import java.io.Serializable;

/** Opens buckets; travels with the job to where its operators run. */
@FunctionalInterface
public interface Buckets extends Serializable {
  /** A bucket by name, with connections of its own; the caller closes it. */
  ObjectStore open(String bucket);
}
