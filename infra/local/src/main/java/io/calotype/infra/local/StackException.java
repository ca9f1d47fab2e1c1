package io.calotype.infra.local;

import java.io.IOException;

/** Says, in one line for users, why the stack does not start or go on, and what to do. */
public final class StackException extends IOException {
  private static final long serialVersionUID = 1L;

  /** One line: what was expected, what came, what to do. */
  public StackException(String message) {
    super(message);
  }

  /** The same, with the exception that told. */
  public StackException(String message, Throwable cause) {
    super(message, cause);
  }
}
