package io.calotype.pipeline.send;

import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Tells what an exception of a service that texts are sent to means. The only place that does. */
public final class SdkFaults {
  private static final int SERVER_ERROR = 500;

  /** Codes with status 400 that pass, for whole requests and for entries of one. */
  private static final Set<String> PASSING =
      Set.of(
          "ThrottlingException",
          "Throttling",
          "TooManyInvalidationsInProgress",
          "TooManyRequestsException",
          "LimitExceededException",
          "InternalFailure",
          "InternalException",
          "ServiceUnavailable",
          "ServiceUnavailableException",
          "RequestTimeout");

  private SdkFaults() {}

  /** Whether the same request may be taken later. */
  public static boolean isPassing(SdkException e) {
    if (!(e instanceof AwsServiceException refusal)) {
      return true; // timeouts, resets, credentials that cannot be fetched just now
    }
    return refusal.isThrottlingException()
        || refusal.statusCode() >= SERVER_ERROR
        || isPassing(code(refusal));
  }

  /** Whether an entry that was refused with this code may be taken later. */
  public static boolean isPassing(String code) {
    return PASSING.contains(code);
  }

  /**
   * The fault that a refusal stands for.
   *
   * @param doing what was asked, as {@code announcing on bus "pictures"}
   * @param needs what the job's role must be allowed
   */
  public static SendFault fault(SdkException e, String doing, String needs) {
    String answer =
        e instanceof AwsServiceException refusal
            ? refusal.statusCode() + " " + code(refusal)
            : e.getClass().getSimpleName();
    return new SendFault(
        doing
            + ": expected it to be taken but got "
            + answer
            + ": allow the job's role "
            + needs
            + ", or correct the settings",
        e);
  }

  private static String code(AwsServiceException refusal) {
    return refusal.awsErrorDetails() == null
        ? ""
        : String.valueOf(refusal.awsErrorDetails().errorCode());
  }
}
