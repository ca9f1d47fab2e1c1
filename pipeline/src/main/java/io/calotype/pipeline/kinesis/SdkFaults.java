package io.calotype.pipeline.kinesis;

import io.calotype.pipeline.kinesis.StreamException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

/** Decides what can be done about a fault of the SDK. The only place that does. */
final class SdkFaults {

  /** A clock may be this much ahead of the service's; signatures fail beyond that anyway. */
  private static final Duration CLOCK_SKEW_MAX = Duration.ofMinutes(5);

  private static final Set<String> THROTTLING =
      Set.of(
          "ProvisionedThroughputExceededException",
          "LimitExceededException",
          "KMSThrottlingException",
          "ThrottlingException");
  private static final Set<String> PASSING =
      Set.of("ResourceInUseException", "ExpiredNextTokenException");
  private static final int SERVER_ERROR = 500;

  private SdkFaults() {}

  /**
   * The fault in our words.
   *
   * @param position where an iterator was to be opened, or null for another call
   * @param streamExists asked where something is missing: the stream itself, or only a shard?
   */
  static StreamException classify(
      SdkException fault,
      @Nullable ShardPosition position,
      Instant now,
      BooleanSupplier streamExists) {
    return new StreamException(
        kind(fault, position, now, streamExists), String.valueOf(fault.getMessage()), fault);
  }

  private static Kind kind(
      SdkException fault,
      @Nullable ShardPosition position,
      Instant now,
      BooleanSupplier streamExists) {
    if (!(fault instanceof AwsServiceException refusal) || refusal.awsErrorDetails() == null) {
      return Kind.UNAVAILABLE; // timeouts, resets, credentials that cannot be fetched just now
    }
    String code = String.valueOf(refusal.awsErrorDetails().errorCode()); // a proxy names none
    if (THROTTLING.contains(code) || refusal.isThrottlingException()) {
      return Kind.THROTTLED;
    }
    if (code.equals("ExpiredIteratorException")) {
      return Kind.ITERATOR_EXPIRED;
    }
    if (fault instanceof ResourceNotFoundException) {
      return streamExists.getAsBoolean() ? Kind.SHARD_NOT_FOUND : Kind.STREAM_NOT_FOUND;
    }
    if (PASSING.contains(code) || refusal.statusCode() >= SERVER_ERROR) {
      return Kind.UNAVAILABLE;
    }
    // The service refuses a timestamp in its future, which a fast clock here makes of "now".
    boolean justAhead =
        position instanceof ShardPosition.AtTimestamp at
            && at.timestamp().isAfter(now.minus(CLOCK_SKEW_MAX));
    return justAhead && code.equals("InvalidArgumentException") ? Kind.UNAVAILABLE : Kind.REFUSED;
  }
}
