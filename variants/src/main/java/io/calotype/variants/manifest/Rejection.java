package io.calotype.variants.manifest;

import io.calotype.variants.reason.Reason;
import java.util.Objects;

/**
 * Why an original has no variants.
 *
 * @param code the reason
 * @param message one line for users
 */
public record Rejection(Reason code, String message) {
  /** Refuses what is missing. */
  public Rejection {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(message, "message");
  }
}
