package io.calotype.pipeline.send;

import io.calotype.pipeline.fault.SdkFault;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A service that refuses what it is sent, and will refuse it again: permissions, names, arguments.
 * The message is one line: what was done, what was expected, what came, what to do.
 */
public final class SendFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A refusal. */
  public SendFault(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Throws the fault that a refusal stands for, and nothing for what passes: a service that is
   * away, and credentials that cannot be fetched just now, since a restart would not bring them.
   *
   * @param doing what was asked, as {@code announcing on bus "pictures"}
   * @param needs what the job's role must be allowed
   */
  public static void throwUnlessPassing(SdkException e, String doing, String needs) {
    SdkFault fault = SdkFault.of(e);
    if (!fault.isPassing() && fault.kind() != SdkFault.Kind.UNASKED) {
      throw new SendFault(
          doing
              + ": expected it to be taken but got "
              + fault.answer()
              + ": allow the job's role "
              + needs
              + ", or correct the settings",
          e);
    }
  }
}
