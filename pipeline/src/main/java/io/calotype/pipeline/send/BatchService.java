package io.calotype.pipeline.send;

import java.io.Serializable;
import java.util.List;

/** A service that takes texts in batches; asked from one thread at a time, which it may block. */
public interface BatchService extends AutoCloseable {
  /**
   * Makes one request.
   *
   * @param entries what to send, at least one
   * @return the entries that the service did not take and may take later, in their order
   * @throws SendFault where nobody but a person can mend it
   */
  List<String> send(List<String> entries);

  /** Releases connections; never throws. */
  @Override
  void close();

  /** Opens a service; travels with the job to where its operators run. */
  @FunctionalInterface
  interface Opener extends Serializable {
    /** The service, with connections of its own; the caller closes it. */
    BatchService open();
  }
}
