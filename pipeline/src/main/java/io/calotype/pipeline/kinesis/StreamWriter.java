package io.calotype.pipeline.kinesis;

import io.calotype.pipeline.fault.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/**
 * Puts records on the stream that the job reads, each at least once: for backfill and redrive.
 *
 * <p>What the stream did not take of a request, since a shard was throttled, is put again with
 * pauses in between. Safe for use by several threads at once.
 */
public final class StreamWriter {
  /** What a partition key may have, in characters; the stream never takes a longer one. */
  public static final int PARTITION_KEY_CHARACTERS_MAX = 256;

  /** Records of one request. */
  public static final int BATCH_MAX = 500;

  private static final Logger LOG = LoggerFactory.getLogger(StreamWriter.class);
  private static final int TRIES_MAX = 12;
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10));

  private final KinesisClient client;
  private final String stream;

  /** Puts on this stream; the client stays the caller's to close. */
  public StreamWriter(KinesisClient client, String stream) {
    this.client = client;
    this.stream = stream;
  }

  /**
   * A record to put.
   *
   * @param partitionKey 1 to {@value #PARTITION_KEY_CHARACTERS_MAX} characters
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed over, never compared.
  public record Entry(String partitionKey, byte[] data) {}

  /**
   * Puts all.
   *
   * @throws StreamException where the stream stays away, or refuses
   */
  public void put(List<Entry> entries) throws StreamException, InterruptedException {
    for (int from = 0; from < entries.size(); from += BATCH_MAX) {
      putBatch(entries.subList(from, Math.min(entries.size(), from + BATCH_MAX)));
    }
  }

  private void putBatch(List<Entry> batch) throws StreamException, InterruptedException {
    List<Entry> left = batch;
    int failures = 0;
    while (true) {
      String why;
      try {
        List<PutRecordsResultEntry> results = request(left);
        List<Entry> failed = new ArrayList<>();
        why = "";
        for (int i = 0; i < results.size(); i++) {
          if (results.get(i).errorCode() != null) {
            failed.add(left.get(i));
            why = results.get(i).errorCode();
          }
        }
        if (failed.isEmpty()) {
          return;
        }
        // A stream that takes some is healthy, however often it takes no more than that.
        failures = failed.size() < left.size() ? 0 : failures;
        left = failed;
      } catch (SdkException e) {
        StreamException fault = SdkFaults.classify(e, null, Instant.now(), () -> false);
        if (!fault.passing()) {
          throw fault;
        }
        why = String.valueOf(e.getMessage());
      }
      failures++;
      if (failures == TRIES_MAX) {
        throw new StreamException(
            StreamException.Kind.UNAVAILABLE,
            "expected stream \""
                + stream
                + "\" to take "
                + left.size()
                + " records but it did not in "
                + TRIES_MAX
                + " tries: "
                + why);
      }
      LOG.debug("{} records are put again: {}", left.size(), why);
      Thread.sleep(BACKOFF.delayMs(failures, ThreadLocalRandom.current()));
    }
  }

  private List<PutRecordsResultEntry> request(List<Entry> entries) {
    List<PutRecordsRequestEntry> records =
        entries.stream()
            .map(
                entry ->
                    PutRecordsRequestEntry.builder()
                        .partitionKey(entry.partitionKey())
                        .data(SdkBytes.fromByteArray(entry.data()))
                        .build())
            .toList();
    return client.putRecords(put -> put.streamName(stream).records(records)).records();
  }
}
