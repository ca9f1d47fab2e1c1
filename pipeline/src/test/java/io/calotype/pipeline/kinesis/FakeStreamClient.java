package io.calotype.pipeline.kinesis;

import java.util.List;

/** Talks to a {@link FakeStream}. */
final class FakeStreamClient implements StreamClient {

  private final FakeStream stream;

  FakeStreamClient(FakeStream stream) {
    this.stream = stream;
  }

  @Override
  public StreamDescription describeStream() throws StreamException {
    stream.throwFault();
    return stream.listing().stream();
  }

  @Override
  public List<Shard> listShards() throws StreamException {
    stream.throwFault();
    return stream.listing().shards();
  }

  @Override
  public String getShardIterator(String shardId, ShardPosition position) throws StreamException {
    return stream.openIterator(shardId, position);
  }

  @Override
  public RecordPage getRecords(String shardId, String iterator, int recordsMax)
      throws StreamException {
    return stream.read(shardId, iterator, recordsMax);
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
