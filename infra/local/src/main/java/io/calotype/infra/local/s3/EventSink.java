package io.calotype.infra.local.s3;

/** Where S3 sends its events: EventBridge, on AWS. */
@FunctionalInterface
public interface EventSink {
  /**
   * Takes one event.
   *
   * <p>Called in the thread that serves the request, under the lock of the object's key: calls for
   * one key are in the order of their sequencers. An implementation must not fail, and should not
   * take long.
   *
   * @param eventJson the whole event in EventBridge's envelope
   */
  void accept(String eventJson);
}
