package io.calotype.infra.local.eventbridge;

/** A target takes this event never. */
public final class RefusedEventException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Says why. */
  public RefusedEventException(String message) {
    super(message);
  }
}
