package io.calotype.infra.local.state;

import java.io.IOException;

/** There is no running system to talk to; the message is one line, made to be shown. */
public final class NoStackException extends IOException {
  private static final long serialVersionUID = 1L;

  NoStackException(String message) {
    super(message);
  }
}
