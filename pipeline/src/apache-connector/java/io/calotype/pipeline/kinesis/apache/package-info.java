/** What Apache's Kinesis source needs of ours: how its records become {@code KinesisRecord}s. */
@NullMarked
package io.calotype.pipeline.kinesis.apache;

import org.jspecify.annotations.NullMarked;
