package io.calotype.pipeline.startup;

import io.calotype.pipeline.store.ObjectStore;
import io.calotype.pipeline.store.StorageFault;
import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/**
 * A bucket that cannot be used, met by a job that has done nothing yet. Flink does not restart the
 * job over it: another try would end the same, and the message scroll away.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class MisconfiguredException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private MisconfiguredException(StorageFault fault) {
    super(fault.getMessage(), fault);
  }

  /**
   * Fails unless the bucket is there and lets itself be looked at.
   *
   * @param restored whether the job has a position in the stream, which it would leave behind if it
   *     stopped for good
   * @throws MisconfiguredException where it cannot be used as things are
   * @throws StorageFault where that may pass, or the job has a position
   */
  public static void requireReachable(ObjectStore store, boolean restored) {
    try {
      store.requireReachable();
    } catch (StorageFault fault) {
      throw fault.kind() == StorageFault.Kind.MISCONFIGURED && !restored
          ? new MisconfiguredException(fault)
          : fault;
    }
  }
}
