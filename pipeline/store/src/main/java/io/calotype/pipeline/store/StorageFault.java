package io.calotype.pipeline.store;

import org.jspecify.annotations.Nullable;

/**
 * A bucket that did not answer as a bucket should. Never the fault of an event or a file: it is
 * retried, and then fails the task, so that nothing is lost. The exceptions are an object that is
 * archived and one whose key cannot be used: an original like that is refused.
 *
 * <p>The message is one line: what was done, what was expected, what came.
 */
public final class StorageFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** What to do about it. */
  public enum Kind {
    /** It may pass: throttling, time-outs, connections cut, errors of the server. */
    RETRYABLE,
    /** Somebody must change something: permissions, names, credentials. */
    MISCONFIGURED,
    /** Somebody must restore this one object: its storage class is an archive. */
    ARCHIVED,
    /** Somebody must see to the KMS key that this one object is, or would be, encrypted with. */
    UNDECRYPTABLE
  }

  /** A fault of a kind. */
  public StorageFault(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** What to do about it. */
  public Kind kind() {
    return kind;
  }
}
