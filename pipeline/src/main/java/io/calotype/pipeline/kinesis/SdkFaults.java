package io.calotype.pipeline.kinesis;

import io.calotype.pipeline.fault.SdkFault;
import io.calotype.pipeline.kinesis.StreamException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

/** What faults mean that are Kinesis's own, and what the source can do about the others. */
final class SdkFaults {

  /** A clock may be this much ahead of the service's; signatures fail beyond that anyway. */
  private static final Duration CLOCK_SKEW_MAX = Duration.ofMinutes(5);

  private static final Set<String> PASSING =
      Set.of("ResourceInUseException", "ExpiredNextTokenException");

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
    if (fault instanceof ResourceNotFoundException) {
      return streamExists.getAsBoolean() ? Kind.SHARD_NOT_FOUND : Kind.STREAM_NOT_FOUND;
    }
    SdkFault answer = SdkFault.of(fault);
    if (answer.code().equals("ExpiredIteratorException")) {
      return Kind.ITERATOR_EXPIRED;
    }
    return switch (answer.kind()) {
      case THROTTLED -> Kind.THROTTLED;
      // Credentials that cannot be fetched just now may be there in a moment.
      case UNAVAILABLE, UNASKED -> Kind.UNAVAILABLE;
      case DENIED -> Kind.REFUSED;
      case REFUSED ->
          PASSING.contains(answer.code()) || isJustAhead(answer.code(), position, now)
              ? Kind.UNAVAILABLE
              : Kind.REFUSED;
    };
  }

  /** The service refuses a timestamp in its future, which a fast clock here makes of "now". */
  private static boolean isJustAhead(String code, @Nullable ShardPosition position, Instant now) {
    return code.equals("InvalidArgumentException")
        && position instanceof ShardPosition.AtTimestamp at
        && at.timestamp().isAfter(now.minus(CLOCK_SKEW_MAX));
  }
}
