package io.calotype.pipeline.event;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says that a record is not an event that the job can read; the message is one line for users. */
public final class MalformedEventException extends Exception {
  private static final long serialVersionUID = 1L;

  private final @Nullable String key;

  MalformedEventException(String message, @Nullable String key, @Nullable Throwable cause) {
    super(message, cause);
    this.key = key;
  }

  /** The original's key, where the record tells one. */
  public @Nullable String key() {
    return key;
  }

  /** What was expected and what came; never null. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
