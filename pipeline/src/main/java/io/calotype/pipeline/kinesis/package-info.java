/** The source: records of a Kinesis stream, each read at least once. */
@NullMarked
package io.calotype.pipeline.kinesis;

import org.jspecify.annotations.NullMarked;
