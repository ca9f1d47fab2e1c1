package io.calotype.pipeline.kinesis;

import java.time.Instant;

/**
 * Which stream it is that answers to a name.
 *
 * @param arn its Amazon resource name
 * @param created when it was created: tells a stream from an older one of the same name
 */
public record StreamDescription(String arn, Instant created) {}
