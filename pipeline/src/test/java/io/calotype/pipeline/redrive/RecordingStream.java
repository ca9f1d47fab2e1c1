package io.calotype.pipeline.redrive;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/** A stream that keeps what is put on it, as text, or refuses it all for want of permission. */
public final class RecordingStream implements KinesisClient {
  private final List<String> records = new CopyOnWriteArrayList<>();
  private volatile boolean refuses;

  /** What has been put on it, in that order. */
  public List<String> records() {
    return records;
  }

  /** From now on it takes nothing. */
  public void refuse() {
    refuses = true;
  }

  @Override
  public PutRecordsResponse putRecords(PutRecordsRequest request) {
    if (refuses) {
      throw KinesisException.builder()
          .statusCode(400)
          .awsErrorDetails(AwsErrorDetails.builder().errorCode("AccessDeniedException").build())
          .build();
    }
    request.records().forEach(record -> records.add(record.data().asUtf8String()));
    return PutRecordsResponse.builder()
        .records(
            request.records().stream().map(r -> PutRecordsResultEntry.builder().build()).toList())
        .build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
