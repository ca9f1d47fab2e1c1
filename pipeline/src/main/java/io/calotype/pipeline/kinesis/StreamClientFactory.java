package io.calotype.pipeline.kinesis;

import java.io.Serializable;

/** Makes clients where they are needed: shipped with the job to its job and task managers. */
@FunctionalInterface
public interface StreamClientFactory extends Serializable {

  /** A new client of its own, to be closed by the caller. */
  StreamClient create();
}
