package io.calotype.infra.local.eventbridge;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

/** A Kinesis stream: each event is one record, the whole event its data. */
public final class KinesisTarget implements EventTarget {
  private final KinesisClient client;
  private final String stream;

  /** Puts to this stream; the client stays the caller's to close. */
  public KinesisTarget(KinesisClient client, String stream) {
    this.client = client;
    this.stream = stream;
  }

  @Override
  public void deliver(String partitionKey, String eventJson) throws RefusedEventException {
    try {
      client.putRecord(
          request ->
              request
                  .streamName(stream)
                  .partitionKey(partitionKey)
                  .data(SdkBytes.fromUtf8String(eventJson)));
    } catch (ProvisionedThroughputExceededException
        | LimitExceededException
        | ResourceNotFoundException e) {
      throw e; // passes, though its status is 400
    } catch (KinesisException e) {
      if (e.statusCode() == 400) {
        throw new RefusedEventException(e.awsErrorDetails().errorMessage());
      }
      throw e;
    }
  }
}
