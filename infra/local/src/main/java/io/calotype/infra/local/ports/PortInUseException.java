package io.calotype.infra.local.ports;

import java.io.IOException;

/** A port that is to be listened on is taken; the message is one line, made to be shown. */
public final class PortInUseException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Names what was wanted and who is in the way.
   *
   * @param service as in "S3"
   * @param owner as {@link PortOwner} describes it
   */
  public PortInUseException(String service, int port, String owner) {
    super(
        "expected port "
            + port
            + " of 127.0.0.1 to be free for "
            + service
            + " but it is taken by "
            + owner
            + "; stop that or choose another port");
  }
}
