package io.calotype.pipeline.store;

/**
 * An object with its bytes.
 *
 * @param object what the bucket says of it
 * @param bytes the whole object; owned by the receiver
 */
@SuppressWarnings("ArrayRecordComponent") // Handed over, never compared.
public record Content(StoredObject object, byte[] bytes) {}
