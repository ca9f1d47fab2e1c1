package io.calotype.pipeline.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.pipeline.fault.SdkFault.Kind;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

class SdkFaultTest {
  @ParameterizedTest
  @CsvSource({
    "503, SlowDown, THROTTLED",
    "429, , THROTTLED",
    "429, TooManyRequestsException, THROTTLED",
    "400, ThrottlingException, THROTTLED",
    "400, Throttling, THROTTLED",
    "400, ProvisionedThroughputExceededException, THROTTLED",
    "400, LimitExceededException, THROTTLED",
    "400, KMSThrottlingException, THROTTLED",
    "400, RequestLimitExceeded, THROTTLED",
    "400, TooManyInvalidationsInProgress, THROTTLED",
    "503, ServiceUnavailable, UNAVAILABLE",
    "503, , UNAVAILABLE",
    "500, InternalError, UNAVAILABLE",
    "500, InternalFailure, UNAVAILABLE",
    "502, , UNAVAILABLE",
    "504, , UNAVAILABLE",
    "400, RequestTimeout, UNAVAILABLE",
    "400, IncompleteBody, UNAVAILABLE",
    "400, BadDigest, UNAVAILABLE",
    "401, , DENIED",
    "403, , DENIED",
    "403, AccessDenied, DENIED",
    "403, SignatureDoesNotMatch, DENIED",
    "400, AccessDeniedException, DENIED",
    "400, ExpiredTokenException, DENIED",
    "400, UnrecognizedClientException, DENIED",
    "400, KMS.ThrottlingException, THROTTLED",
    "400, KMS.KMSInternalException, UNAVAILABLE",
    "400, KMS.AccessDeniedException, DENIED",
    "400, KMS.DisabledException, REFUSED",
    "404, NoSuchBucket, REFUSED",
    "404, NoSuchKey, REFUSED",
    "400, AuthorizationHeaderMalformed, REFUSED",
    "400, InvalidArgumentException, REFUSED",
    "400, , REFUSED",
    "301, PermanentRedirect, REFUSED",
    "409, OperationAborted, REFUSED",
    "412, PreconditionFailed, REFUSED",
  })
  void tellsAnAnswerByItsCodeAndStatus(int status, String code, Kind kind) {
    SdkFault fault = SdkFault.of(answer(status, code));
    assertThat(fault.kind()).isEqualTo(kind);
    assertThat(fault.status()).isEqualTo(status);
    assertThat(fault.answer()).isEqualTo(code == null ? "" + status : status + " " + code);
    assertThat(fault.isPassing()).isEqualTo(kind == Kind.THROTTLED || kind == Kind.UNAVAILABLE);
  }

  /** A proxy on the way answers without any of AWS's details. */
  @Test
  void tellsAnAnswerThatIsNotOfAwsByItsStatus() {
    assertThat(SdkFault.of(AwsServiceException.builder().statusCode(502).build()))
        .isEqualTo(new SdkFault(Kind.UNAVAILABLE, 502, ""));
    assertThat(SdkFault.of(AwsServiceException.builder().statusCode(403).build()).kind())
        .isEqualTo(Kind.DENIED);
  }

  @ParameterizedTest
  @CsvSource({"ThrottlingException, THROTTLED", "InternalFailure, UNAVAILABLE", "Other, REFUSED"})
  void tellsWhatAnEntryOfARequestWasAnsweredWith(String code, Kind kind) {
    assertThat(SdkFault.ofEntry(code).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @MethodSource
  void takesWhatHappensOnTheWayForPassing(SdkException fault) {
    assertThat(SdkFault.of(fault)).isEqualTo(new SdkFault(Kind.UNAVAILABLE, 0, ""));
  }

  static Stream<SdkException> takesWhatHappensOnTheWayForPassing() {
    return Stream.of(
        ApiCallTimeoutException.create(60_000),
        ApiCallAttemptTimeoutException.create(60_000),
        caused(new SocketTimeoutException("Read timed out")),
        caused(new SocketException("Connection reset")),
        caused(new UnknownHostException("s3.eu-central-1.amazonaws.com")),
        caused(new IllegalStateException(new IOException("cut in the middle of an answer"))),
        RetryableException.create("checksums differ"));
  }

  @Test
  void tellsAClientThatCannotAskAtAll() {
    SdkFault fault = SdkFault.of(SdkClientException.create("Unable to load credentials"));
    assertThat(fault).isEqualTo(new SdkFault(Kind.UNASKED, 0, ""));
    assertThat(fault.isPassing()).isFalse();
  }

  private static SdkException caused(Exception cause) {
    return SdkClientException.create("Unable to execute HTTP request", cause);
  }

  private static SdkException answer(int status, String code) {
    return AwsServiceException.builder()
        .statusCode(status)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage("no").build())
        .build();
  }
}
