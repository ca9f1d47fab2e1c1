package io.calotype.variants.reason;

import java.util.Objects;

/**
 * Says that an input is refused: trying the same input again ends the same way. Three reasons may
 * pass: {@link Reason#RENDER_TIMEOUT}, since a process that was stopped meanwhile looks like a slow
 * render, {@link Reason#ARCHIVED}, once the original is restored, and {@link Reason#UNDECRYPTABLE},
 * once its key can be used.
 *
 * <p>Faults of the machinery around the input (storage, memory, a bug) are other exceptions. The
 * message is one line, says what was expected and what came, and may be shown to users.
 */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** A refusal with its reason and a message for users. */
  public RefusedException(Reason reason, String message) {
    this(reason, message, null);
  }

  /** A refusal that was found through another exception. */
  public RefusedException(
      Reason reason, String message, @org.jspecify.annotations.Nullable Throwable cause) {
    super(Objects.requireNonNull(message), cause);
    this.reason = Objects.requireNonNull(reason);
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }

  /** What was expected and what came; never null. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
