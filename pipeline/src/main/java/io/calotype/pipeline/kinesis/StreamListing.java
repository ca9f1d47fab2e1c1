package io.calotype.pipeline.kinesis;

import java.util.List;

/**
 * A stream and its shards, as they were at one moment.
 *
 * @param stream the stream
 * @param shards all shards that it still keeps, closed ones too
 */
public record StreamListing(StreamDescription stream, List<Shard> shards) {

  public StreamListing {
    shards = List.copyOf(shards);
  }
}
