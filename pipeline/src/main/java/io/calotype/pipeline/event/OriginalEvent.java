package io.calotype.pipeline.event;

import org.jspecify.annotations.Nullable;

/**
 * Something happened to an original, or somebody wants it looked at.
 *
 * <p>Carries the record that it came in: a file that is refused later becomes a dead letter that
 * holds it. Events are small (one or two kilobytes), so that is cheaper than finding it again.
 *
 * @param kind what happened
 * @param bucket the bucket that it happened in
 * @param key the original's key, verbatim
 * @param etag the entity tag that the event tells, or null; what is true stands in the bucket
 * @param bytes the size that the event tells, or -1
 * @param sequencer 1 to 64 hex digits that order events of one key; null for {@link Kind#isOurs our
 *     own}, never null otherwise
 * @param shardId the shard that the record came from
 * @param sequenceNumber the record's place in the shard
 * @param arrivalMs when the stream took the record, in milliseconds since 1970
 * @param data the record
 */
@SuppressWarnings("ArrayRecordComponent") // Handed over, never compared.
public record OriginalEvent(
    Kind kind,
    String bucket,
    String key,
    @Nullable String etag,
    long bytes,
    @Nullable String sequencer,
    String shardId,
    String sequenceNumber,
    long arrivalMs,
    byte[] data) {

  /** What happened. */
  public enum Kind {
    /** It was created or overwritten. */
    CREATED,
    /** It was deleted, or hidden by a delete marker. */
    DELETED,
    /** Somebody asks that it be looked at: backfill, redrive, a local start. */
    RECONCILE,
    /** Somebody asks that it be tried again if it was refused. */
    RETRY;

    /** Whether it is one of our own, which have no place in the order of changes. */
    public boolean isOurs() {
      return this == RECONCILE || this == RETRY;
    }
  }

  /** Bucket and key in one: the key of the stream. A bucket's name has no slash. */
  public String object() {
    return bucket + "/" + key;
  }

  /** Shard and sequence number in one: tells the record from all others of the stream. */
  public String record() {
    return shardId + "/" + sequenceNumber;
  }
}
