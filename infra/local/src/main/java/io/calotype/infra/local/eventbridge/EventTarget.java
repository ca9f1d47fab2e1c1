package io.calotype.infra.local.eventbridge;

/** Where matching events go. */
@FunctionalInterface
public interface EventTarget {
  /**
   * Delivers one event.
   *
   * @throws RefusedEventException when no further attempt can succeed
   * @throws RuntimeException when another attempt may
   */
  void deliver(String partitionKey, String eventJson) throws RefusedEventException;
}
