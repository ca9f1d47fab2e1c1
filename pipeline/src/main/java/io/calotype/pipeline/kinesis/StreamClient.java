package io.calotype.pipeline.kinesis;

import java.util.List;

/**
 * The part of the Kinesis API that reading one stream takes. Every call blocks, for a bounded time,
 * and tries once: when to try again is the caller's to decide, by {@link StreamException#kind()}.
 *
 * <p>Instances are used by one thread at a time.
 */
public interface StreamClient extends AutoCloseable {

  /** Tells which stream answers to the name. */
  StreamDescription describeStream() throws StreamException;

  /** Lists all shards that the stream still keeps, closed ones too, through all pages. */
  List<Shard> listShards() throws StreamException;

  /**
   * Opens an iterator, good for about five minutes.
   *
   * @param position where to begin; not {@link ShardPosition.ShardEnd}
   */
  String getShardIterator(String shardId, ShardPosition position) throws StreamException;

  /**
   * Reads on from an iterator, which is used up by that.
   *
   * @param shardId the shard that the iterator belongs to; the records are given this id
   * @param recordsMax 1 to 10,000
   */
  RecordPage getRecords(String shardId, String iterator, int recordsMax) throws StreamException;

  /** Lets go of connections. Does not fail. */
  @Override
  void close();
}
