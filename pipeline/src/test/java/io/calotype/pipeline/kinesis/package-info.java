/** Tests of the Kinesis source, against {@link io.calotype.pipeline.kinesis.FakeStream}. */
package io.calotype.pipeline.kinesis;
