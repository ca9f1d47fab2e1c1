package io.calotype.pipeline.kinesis;

import io.calotype.pipeline.fault.Backoff;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How often and how much to ask the stream. All problems are reported together, by one {@link
 * IllegalArgumentException}.
 *
 * @param discoveryInterval how often to look for new shards; 100 ms or more
 * @param pollInterval from one poll of a shard to the next; at least 200 ms, since Kinesis allows
 *     five a second, to all consumers together
 * @param recordsPerPollMax 1 to 10,000
 * @param retriesMax how often a passing fault other than throttling is tried again before the task
 *     fails; 0 or more
 * @param backoff the waits between these tries
 * @param callTimeout how long one call may take; 1 ms or more
 */
public record PollingSettings(
    Duration discoveryInterval,
    Duration pollInterval,
    int recordsPerPollMax,
    int retriesMax,
    Backoff backoff,
    Duration callTimeout)
    implements Serializable {

  private static final Duration DISCOVERY_INTERVAL_MIN = Duration.ofMillis(100);
  private static final Duration POLL_INTERVAL_MIN = Duration.ofMillis(200);
  private static final int RECORDS_PER_POLL_MAX = 10_000;

  public PollingSettings {
    List<String> problems = new ArrayList<>();
    if (discoveryInterval.compareTo(DISCOVERY_INTERVAL_MIN) < 0) {
      problems.add("discoveryInterval: expected 100 ms or more but got " + ms(discoveryInterval));
    }
    if (pollInterval.compareTo(POLL_INTERVAL_MIN) < 0) {
      problems.add(
          "pollInterval: expected 200 ms or more (Kinesis allows 5 polls a second) but got "
              + ms(pollInterval));
    }
    if (recordsPerPollMax < 1 || recordsPerPollMax > RECORDS_PER_POLL_MAX) {
      problems.add("recordsPerPollMax: expected 1 to 10000 but got " + recordsPerPollMax);
    }
    if (retriesMax < 0) {
      problems.add("retriesMax: expected 0 or more but got " + retriesMax);
    }
    if (callTimeout.toMillis() < 1) {
      problems.add("callTimeout: expected 1 ms or more but got " + ms(callTimeout));
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException("Kinesis polling: " + String.join("; ", problems));
    }
  }

  /**
   * A look for new shards every 10 seconds, a poll every 250 ms for up to 250 records, 10 retries
   * after 200 ms to 10 s, 15 s for a call.
   *
   * <p>Records that were polled count as read, and up to four polls' wait within a reader: with
   * more to a poll a shard would seem to be read to its end while a long line still waits, and is
   * not polled, which is what its age is known by. 1,000 a second are more than any renderer makes.
   */
  public static PollingSettings defaults() {
    return new PollingSettings(
        Duration.ofSeconds(10),
        Duration.ofMillis(250),
        250,
        10,
        new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10)),
        Duration.ofSeconds(15));
  }

  private static String ms(Duration duration) {
    return duration.toMillis() + " ms";
  }
}
