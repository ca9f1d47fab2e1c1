package io.calotype.infra.local.s3.objects;

/**
 * One version of an object, all but its bytes.
 *
 * @param etag without quotes
 * @param sequencer orders the versions of one key, see {@link Sequencers}
 */
public record StoredObject(
    String key,
    long sizeBytes,
    String etag,
    long lastModifiedEpochMs,
    String sequencer,
    ObjectHeaders headers) {}
