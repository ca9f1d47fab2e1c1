package io.calotype.pipeline.kinesis;

import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists the stream and its shards, trying again what may pass. Runs off the coordinator's thread,
 * so that it may wait.
 */
final class StreamDiscovery implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StreamDiscovery.class);

  private final StreamClient client;
  private final PollingSettings polling;
  private final RandomGenerator random;

  StreamDiscovery(StreamClient client, PollingSettings polling, RandomGenerator random) {
    this.client = client;
    this.polling = polling;
    this.random = random;
  }

  /**
   * Lists the stream and its shards; however long that is throttled.
   *
   * @throws StreamException what cannot pass, or did not within the retries
   */
  StreamListing list() throws StreamException, InterruptedException {
    int faults = 0;
    for (int failures = 1; ; failures++) {
      try {
        return new StreamListing(client.describeStream(), client.listShards());
      } catch (StreamException e) {
        faults += e.kind() == StreamException.Kind.THROTTLED ? 0 : 1;
        if (!e.passing() || faults > polling.retriesMax()) {
          throw e;
        }
        long delayMs = polling.backoff().delayMs(failures, random);
        LOG.warn("Listing the shards failed, trying again in {} ms: {}", delayMs, e.getMessage());
        Thread.sleep(delayMs);
      }
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
