package io.calotype.benchmarks.events;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.calotype.pipeline.kinesis.KinesisRecord;
import java.nio.charset.StandardCharsets;

/** Records of the stream, as EventBridge puts them there for S3. */
final class Records {
  /** The bucket that the events are of. */
  static final String BUCKET = "calotype-originals";

  private static final JsonMapper JSON = new JsonMapper();

  private Records() {}

  /** A number as S3 writes it to order the events of a key. */
  static String sequencer(long number) {
    return String.format("%016X", number);
  }

  /** An {@code Object Created}. */
  static KinesisRecord created(String key, long sequencer) {
    ObjectNode event =
        JSON.createObjectNode()
            .put("version", "0")
            .put("id", "17793124-05d4-b198-2fde-7ededc63b103")
            .put("detail-type", "Object Created")
            .put("source", "aws.s3")
            .put("account", "123456789012")
            .put("time", "2026-11-24T03:00:00Z")
            .put("region", "eu-central-1");
    event.putArray("resources").add("arn:aws:s3:::" + BUCKET);
    ObjectNode detail = event.putObject("detail").put("version", "0");
    detail.putObject("bucket").put("name", BUCKET);
    detail
        .putObject("object")
        .put("key", key)
        .put("size", 3_481_022)
        .put("etag", "b1946ac92492d2347c6235b4d2611184")
        .put("version-id", "IYV3p45BT0ac8hjHg1houSdS1a.Mro8e")
        .put("sequencer", sequencer(sequencer));
    detail
        .put("request-id", "N4N7GDK58NMKJ12R")
        .put("requester", "123456789012")
        .put("source-ip-address", "192.0.2.1")
        .put("reason", "PutObject");
    return new KinesisRecord(
        "shardId-000000000000",
        Long.toString(sequencer),
        key,
        1_700_000_000_000L,
        event.toString().getBytes(StandardCharsets.UTF_8));
  }
}
