package io.calotype.pipeline.kinesis;

import org.jspecify.annotations.Nullable;

/** A call to the stream failed; {@link #kind()} says what can be done about it. */
public final class StreamException extends Exception {

  /** What can be done about a failed call. */
  public enum Kind {
    /** Too many calls, or too many bytes, of all consumers together: wait, then try again. */
    THROTTLED,
    /** The iterator is too old: open another one behind the last record read. */
    ITERATOR_EXPIRED,
    /** The service or the way to it fails for now: try again a few times. */
    UNAVAILABLE,
    /** The stream keeps nothing of this shard any more: it counts as read. */
    SHARD_NOT_FOUND,
    /** There is no such stream. */
    STREAM_NOT_FOUND,
    /** Refused, and will be refused again: permissions, keys, arguments. */
    REFUSED
  }

  private final Kind kind;

  public StreamException(Kind kind, String message) {
    this(kind, message, null);
  }

  public StreamException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** What can be done about it. */
  public Kind kind() {
    return kind;
  }

  /** Whether the same call may succeed later. */
  public boolean passing() {
    return kind == Kind.THROTTLED || kind == Kind.UNAVAILABLE;
  }
}
