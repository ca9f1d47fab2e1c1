package io.calotype.pipeline.event;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The event of our own that asks the job to look at one original, present or gone: {@code
 * {"source":"calotype","detail-type":"Reconcile","detail":{"bucket":{"name"},"object":{"key"}}}}.
 *
 * <p>Put straight on the stream, with the key as partition key, by whoever knows of an original
 * that no event may tell of. It carries no sequencer: the gate lets it pass and does not learn from
 * it.
 */
public final class ReconcileEvent {
  /** What the event names as its source. */
  public static final String SOURCE = "calotype";

  /** What the event names as its detail type. */
  public static final String DETAIL_TYPE = "Reconcile";

  private static final JsonMapper JSON = new JsonMapper();

  private ReconcileEvent() {}

  /** The event as JSON, to be put on the stream. */
  public static String json(String bucket, String key) {
    return event(bucket, key).toString();
  }

  /** The same for an original that was refused: it is tried again, though nothing has changed. */
  public static String retry(String bucket, String key) {
    ObjectNode event = event(bucket, key);
    event.withObject("/detail").put("retry", true);
    return event.toString();
  }

  private static ObjectNode event(String bucket, String key) {
    ObjectNode event = JSON.createObjectNode();
    event.put("source", SOURCE).put("detail-type", DETAIL_TYPE);
    ObjectNode detail = event.putObject("detail");
    detail.putObject("bucket").put("name", bucket);
    detail.putObject("object").put("key", key);
    return event;
  }
}
