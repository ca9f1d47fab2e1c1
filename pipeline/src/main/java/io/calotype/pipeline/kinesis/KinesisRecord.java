package io.calotype.pipeline.kinesis;

/**
 * One record of a Kinesis stream.
 *
 * @param shardId the shard that it came from
 * @param sequenceNumber its place in the shard
 * @param partitionKey the key by which its producer chose the shard
 * @param approximateArrivalMs when the stream took it, in milliseconds since 1970
 * @param data what was put, at most 1 MB (10 MB where the stream allows it); owned by the receiver
 */
@SuppressWarnings("ArrayRecordComponent") // Handed over, never compared.
public record KinesisRecord(
    String shardId,
    String sequenceNumber,
    String partitionKey,
    long approximateArrivalMs,
    byte[] data) {}
