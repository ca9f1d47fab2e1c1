package io.calotype.pipeline.fault;

import java.io.IOException;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What an exception of AWS's SDK means: the one place that tells what passes from what does not.
 *
 * <p>What a service means by an answer of its own (no such object, an iterator that expired) is
 * told beside its client, and so is what a caller does about a fault.
 *
 * @param kind what can be done about it
 * @param status of the answer, or 0 where none came
 * @param code of the answer, or an empty text where it names none
 */
public record SdkFault(Kind kind, int status, String code) {
  /** What S3 puts before a code of KMS's. */
  public static final String OF_KMS = "KMS.";

  private static final int SERVER_ERROR = 500;
  private static final Set<Integer> DENIED_STATUS = Set.of(401, 403);
  private static final int TOO_MANY = 429;

  /** In use by one service or another, some with status 400. */
  private static final Set<String> THROTTLED =
      Set.of(
          "KMSThrottlingException",
          "LimitExceededException",
          "ProvisionedThroughputExceededException",
          "SlowDown",
          "Throttling",
          "ThrottlingException",
          "TooManyInvalidationsInProgress",
          "TooManyRequests",
          "TooManyRequestsException");

  /** Likewise; of the last three a connection was too slow, or bytes were lost on it. */
  private static final Set<String> UNAVAILABLE =
      Set.of(
          "DependencyTimeoutException",
          "InternalError",
          "InternalException",
          "InternalFailure",
          "KMSInternalException",
          "KeyUnavailableException",
          "ServiceUnavailable",
          "ServiceUnavailableException",
          "RequestTimeout",
          "IncompleteBody",
          "BadDigest");

  private static final Set<String> DENIED =
      Set.of(
          "AccessDenied",
          "AccessDeniedException",
          "ExpiredToken",
          "ExpiredTokenException",
          "InvalidAccessKeyId",
          "InvalidSignatureException",
          "InvalidToken",
          "SignatureDoesNotMatch",
          "UnrecognizedClientException");

  /** What can be done about a fault. */
  public enum Kind {
    /** Too much is asked, by all together: the same, later. */
    THROTTLED,
    /** The service, or the way to it, fails for now: the same, later. */
    UNAVAILABLE,
    /** The client cannot even ask: no credentials, no region. */
    UNASKED,
    /** Not with these credentials, or by this role. */
    DENIED,
    /** Refused, and will be refused again: names, arguments. */
    REFUSED
  }

  /** What an exception means. */
  public static SdkFault of(SdkException e) {
    if (!(e instanceof AwsServiceException answer)) {
      return new SdkFault(isOfTheWay(e) ? Kind.UNAVAILABLE : Kind.UNASKED, 0, "");
    }
    String code = answer.awsErrorDetails() == null ? null : answer.awsErrorDetails().errorCode();
    SdkFault fault = of(answer.statusCode(), code == null ? "" : code);
    return fault.kind == Kind.REFUSED && answer.isThrottlingException()
        ? new SdkFault(Kind.THROTTLED, fault.status, fault.code)
        : fault;
  }

  /** What a code means that an entry of a request was answered with. */
  public static SdkFault ofEntry(String code) {
    return of(0, code);
  }

  private static SdkFault of(int status, String code) {
    return new SdkFault(kind(status, code), status, code);
  }

  private static Kind kind(int status, String answered) {
    String code = answered.startsWith(OF_KMS) ? answered.substring(OF_KMS.length()) : answered;
    if (THROTTLED.contains(code) || status == TOO_MANY) {
      return Kind.THROTTLED;
    }
    if (UNAVAILABLE.contains(code) || status >= SERVER_ERROR) {
      return Kind.UNAVAILABLE;
    }
    return DENIED.contains(code) || DENIED_STATUS.contains(status) ? Kind.DENIED : Kind.REFUSED;
  }

  /** Time-outs and cut connections; what else the client itself throws is a lack of settings. */
  private static boolean isOfTheWay(SdkException e) {
    if (!(e instanceof SdkClientException) || e.retryable()) {
      return true;
    }
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException || cause.getClass().getSimpleName().contains("Timeout")) {
        return true;
      }
    }
    return false;
  }

  /** Whether the same may be answered well later, without anybody's help. */
  public boolean isPassing() {
    return kind == Kind.THROTTLED || kind == Kind.UNAVAILABLE;
  }

  /** The answer in short, as {@code 503 SlowDown}. */
  public String answer() {
    return (status + " " + code).strip();
  }
}
