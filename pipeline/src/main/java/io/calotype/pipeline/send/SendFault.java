package io.calotype.pipeline.send;

import org.jspecify.annotations.Nullable;

/**
 * A service that refuses what it is sent, and will refuse it again: permissions, names, arguments.
 * The message is one line: what was done, what was expected, what came, what to do.
 */
public final class SendFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A refusal. */
  public SendFault(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
