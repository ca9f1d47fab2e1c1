/**
 * The buckets: what the job asks of one, S3 behind it, and the writing of variants so that stale
 * never wins.
 */
@NullMarked
package io.calotype.pipeline.store;

import org.jspecify.annotations.NullMarked;
