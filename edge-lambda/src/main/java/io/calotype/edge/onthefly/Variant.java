package io.calotype.edge.onthefly;

import io.calotype.pipeline.store.Mark;
import io.calotype.variants.name.VariantName;
import org.jspecify.annotations.Nullable;

/**
 * A variant that stands in the bucket.
 *
 * @param name its name
 * @param etag its entity tag, without quotes
 * @param mark the version and recipe that it was made of
 * @param bytes the file, shared and not changed; null where it is larger than was asked for
 */
@SuppressWarnings("ArrayRecordComponent") // Handed over, never compared.
record Variant(VariantName name, String etag, Mark mark, byte @Nullable [] bytes) {}
