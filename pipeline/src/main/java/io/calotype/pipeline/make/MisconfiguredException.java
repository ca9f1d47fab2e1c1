package io.calotype.pipeline.make;

import io.calotype.pipeline.store.StorageFault;
import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/**
 * A bucket that cannot be used, met by a job that has done nothing yet. Flink does not restart the
 * job over it: another try would end the same, and the message scroll away.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
final class MisconfiguredException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MisconfiguredException(StorageFault fault) {
    super(fault.getMessage(), fault);
  }
}
