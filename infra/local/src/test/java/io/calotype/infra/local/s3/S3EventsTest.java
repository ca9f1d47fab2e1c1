package io.calotype.infra.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.calotype.infra.local.s3.objects.CreationReason;
import io.calotype.infra.local.s3.objects.ObjectHeaders;
import io.calotype.infra.local.s3.objects.StoredObject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class S3EventsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> sent = new ArrayList<>();
  private final S3Events events =
      new S3Events(
          sent::add,
          "eu-central-1",
          Clock.fixed(Instant.parse("2026-11-24T12:00:00.123Z"), ZoneOffset.UTC));

  @Test
  void createdIsAsAwsDocumentsIt() throws Exception {
    events.created(
        "photos",
        new StoredObject("köln +%20.jpg", 5, "abc", 0, "17f0a1b2c3d4e5f6", ObjectHeaders.none()),
        CreationReason.COMPLETE_MULTIPART_UPLOAD);

    assertThat(withoutRandomParts(sent.get(0)))
        .isEqualTo(
            JSON.readTree(
                """
                {
                  "version": "0",
                  "detail-type": "Object Created",
                  "source": "aws.s3",
                  "account": "000000000000",
                  "time": "2026-11-24T12:00:00Z",
                  "region": "eu-central-1",
                  "resources": ["arn:aws:s3:::photos"],
                  "detail": {
                    "version": "0",
                    "bucket": {"name": "photos"},
                    "object": {
                      "key": "köln +%20.jpg",
                      "size": 5,
                      "etag": "abc",
                      "sequencer": "17f0a1b2c3d4e5f6"
                    },
                    "requester": "000000000000",
                    "source-ip-address": "127.0.0.1",
                    "reason": "CompleteMultipartUpload"
                  }
                }
                """));
  }

  @Test
  void deletedHasNoSizeAndSaysHow() throws Exception {
    events.deleted("photos", "a/b", "17f0a1b2c3d4e5f7");

    JsonNode event = withoutRandomParts(sent.get(0));
    assertThat(event.path("detail-type").textValue()).isEqualTo("Object Deleted");
    assertThat(event.path("detail"))
        .isEqualTo(
            JSON.readTree(
                """
                {
                  "version": "0",
                  "bucket": {"name": "photos"},
                  "object": {"key": "a/b", "sequencer": "17f0a1b2c3d4e5f7"},
                  "requester": "000000000000",
                  "source-ip-address": "127.0.0.1",
                  "reason": "DeleteObject",
                  "deletion-type": "Permanently Deleted"
                }
                """));
  }

  /** Checks and removes the two ids that differ each time. */
  private static JsonNode withoutRandomParts(String json) throws Exception {
    ObjectNode event = (ObjectNode) JSON.readTree(json);
    assertThat(event.remove("id").textValue()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    ObjectNode detail = (ObjectNode) event.get("detail");
    assertThat(detail.remove("request-id").textValue()).matches("[0-9A-F]{16}");
    return event;
  }
}
