package io.calotype.cli.upload;

import java.io.IOException;

/** An answer that says that asking again may help. */
final class PassingFaultException extends IOException {
  private static final long serialVersionUID = 1L;

  PassingFaultException(String message) {
    super(message);
  }
}
