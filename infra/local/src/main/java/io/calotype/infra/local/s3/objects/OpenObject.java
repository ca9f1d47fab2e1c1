package io.calotype.infra.local.s3.objects;

import java.nio.channels.FileChannel;

/**
 * An object opened for reading; the reader closes the channel.
 *
 * @param channel at position 0; holds more than the object's bytes, read {@code object.sizeBytes()}
 *     at most. It keeps this version readable even when another replaces it.
 */
public record OpenObject(StoredObject object, FileChannel channel) {}
