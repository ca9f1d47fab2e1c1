package io.calotype.cli.console;

import org.jspecify.annotations.Nullable;

/** Ends a command with exit status 1 and one line that says why and what to do. */
public final class CommandFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure that is told by its message alone. */
  public CommandFailedException(String message) {
    this(message, null);
  }

  /** A failure that was found through another exception. */
  public CommandFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
