package io.calotype.infra.local.s3;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.calotype.infra.local.s3.objects.CreationReason;
import io.calotype.infra.local.s3.objects.ObjectListener;
import io.calotype.infra.local.s3.objects.StoredObject;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;

/**
 * Makes of each change the event that S3 sends to EventBridge, in the form that AWS documents. Keys
 * are verbatim: unlike S3's older notifications, these are not URL-encoded.
 */
final class S3Events implements ObjectListener {
  private static final String ACCOUNT = "000000000000";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final EventSink sink;
  private final String region;
  private final Clock clock;

  S3Events(EventSink sink, String region, Clock clock) {
    this.sink = sink;
    this.region = region;
    this.clock = clock;
  }

  @Override
  public void created(String bucket, StoredObject object, CreationReason reason) {
    ObjectNode event = event("Object Created", bucket);
    detail(event, bucket)
        .put("key", object.key())
        .put("size", object.sizeBytes())
        .put("etag", object.etag())
        .put("sequencer", object.sequencer());
    finish(event, reason.operation());
    sink.accept(event.toString());
  }

  @Override
  public void deleted(String bucket, String key, String sequencer) {
    ObjectNode event = event("Object Deleted", bucket);
    detail(event, bucket).put("key", key).put("sequencer", sequencer);
    finish(event, "DeleteObject").put("deletion-type", "Permanently Deleted");
    sink.accept(event.toString());
  }

  private ObjectNode event(String detailType, String bucket) {
    ObjectNode event =
        JSON.createObjectNode()
            .put("version", "0")
            .put("id", UUID.randomUUID().toString())
            .put("detail-type", detailType)
            .put("source", "aws.s3")
            .put("account", ACCOUNT)
            .put("time", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString())
            .put("region", region);
    event.putArray("resources").add("arn:aws:s3:::" + bucket);
    return event;
  }

  /** Begins the detail and returns its object. */
  private static ObjectNode detail(ObjectNode event, String bucket) {
    ObjectNode detail = event.putObject("detail").put("version", "0");
    detail.putObject("bucket").put("name", bucket);
    return detail.putObject("object");
  }

  private static ObjectNode finish(ObjectNode event, String reason) {
    return event
        .withObject("/detail")
        .put("request-id", requestId())
        .put("requester", ACCOUNT)
        .put("source-ip-address", "127.0.0.1")
        .put("reason", reason);
  }

  private static String requestId() {
    return UUID.randomUUID().toString().replace("-", "").substring(0, 16).toUpperCase(Locale.ROOT);
  }
}
