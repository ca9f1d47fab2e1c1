package io.calotype.pipeline.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.pipeline.kinesis.StreamException.Kind;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

final class SdkFaultsTest {

  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "ProvisionedThroughputExceededException, 400, THROTTLED",
    "LimitExceededException, 400, THROTTLED",
    "KMSThrottlingException, 400, THROTTLED",
    "ThrottlingException, 400, THROTTLED",
    "ExpiredIteratorException, 400, ITERATOR_EXPIRED",
    "InternalFailure, 500, UNAVAILABLE",
    "ServiceUnavailable, 503, UNAVAILABLE",
    "ResourceInUseException, 400, UNAVAILABLE",
    "ExpiredNextTokenException, 400, UNAVAILABLE",
    "InvalidArgumentException, 400, REFUSED",
    "AccessDeniedException, 400, REFUSED",
    "KMSDisabledException, 400, REFUSED",
    ", 502, UNAVAILABLE",
    ", 400, REFUSED",
  })
  void classifiesByTheServicesErrorCode(String code, int status, Kind expected) {
    assertThat(classify(refusal(code, status), null, true)).isEqualTo(expected);
  }

  @Test
  void takesFaultsOnTheWayToTheServiceAsPassing() {
    assertThat(classify(SdkClientException.create("connection reset"), null, true))
        .isEqualTo(Kind.UNAVAILABLE);
  }

  @Test
  void asksWhetherTheStreamOrOnlyTheShardIsMissing() {
    SdkException missing =
        ResourceNotFoundException.builder()
            .awsErrorDetails(
                AwsErrorDetails.builder().errorCode("ResourceNotFoundException").build())
            .statusCode(400)
            .build();

    assertThat(classify(missing, null, true)).isEqualTo(Kind.SHARD_NOT_FOUND);
    assertThat(classify(missing, null, false)).isEqualTo(Kind.STREAM_NOT_FOUND);
  }

  @Test
  void waitsForAServiceWhoseClockIsBehind() {
    SdkException refused = refusal("InvalidArgumentException", 400);

    assertThat(classify(refused, new ShardPosition.AtTimestamp(NOW.minusSeconds(1)), true))
        .isEqualTo(Kind.UNAVAILABLE);
    assertThat(classify(refused, new ShardPosition.AtTimestamp(NOW.minusSeconds(301)), true))
        .isEqualTo(Kind.REFUSED);
    assertThat(classify(refused, new ShardPosition.AfterSequenceNumber("4"), true))
        .isEqualTo(Kind.REFUSED);
  }

  private static Kind classify(SdkException fault, ShardPosition position, boolean streamExists) {
    return SdkFaults.classify(fault, position, NOW, () -> streamExists).kind();
  }

  private static SdkException refusal(String code, int status) {
    return KinesisException.builder()
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage("no").build())
        .statusCode(status)
        .build();
  }
}
