/** Buckets in memory, for tests of whatever keeps objects. */
@NullMarked
package io.calotype.pipeline.store.testing;

import org.jspecify.annotations.NullMarked;
