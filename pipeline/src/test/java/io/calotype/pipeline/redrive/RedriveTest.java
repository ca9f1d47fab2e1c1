package io.calotype.pipeline.redrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calotype.pipeline.deadletter.DeadLetter;
import io.calotype.pipeline.deadletter.DeadLetterBox;
import io.calotype.pipeline.deadletter.DeadLetterBox.Letter;
import io.calotype.pipeline.event.EventDecoder;
import io.calotype.pipeline.event.OriginalEvent;
import io.calotype.pipeline.fixture.Events;
import io.calotype.pipeline.fixture.JsonSchemas;
import io.calotype.pipeline.kinesis.StreamException;
import io.calotype.pipeline.kinesis.StreamWriter;
import io.calotype.variants.reason.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.paginators.ListObjectsV2Iterable;

class RedriveTest {
  private final Map<String, byte[]> bucket = new TreeMap<>();
  private final RecordingStream stream = new RecordingStream();
  private final DeadLetterBox box = new DeadLetterBox(new FakeS3(), "dead-letters");

  @Test
  void readsLettersAsTheJobWritesThem() {
    keep("1", "a", Reason.TRUNCATED, Events.created("a", "01").toString());
    keep("2", null, Reason.MALFORMED_EVENT, "no event");
    assertThat(box.letters()).hasSize(2);
    assertThat(box.letters(Reason.TRUNCATED)).hasSize(1);
    Letter letter = box.letter("shard/2.json").orElseThrow();
    assertThat(letter.reason()).isEqualTo("MALFORMED_EVENT");
    assertThat(letter.key()).isNull();
    assertThat(letter.record()).asString(StandardCharsets.UTF_8).isEqualTo("no event");
    assertThat(box.letter("shard/3.json")).isEmpty();
  }

  @Test
  void passesOverTheMarkersOfRenders() {
    bucket.put(
        "attempts/eager-0123456789abcdef.json",
        "{\"sightings\": 1}".getBytes(StandardCharsets.UTF_8));
    assertThat(box.slips()).isEmpty();
    assertThat(box.letters()).isEmpty();
  }

  @Test
  void asksForAnotherTryAndTakesTheLetterOut() throws Exception {
    keep("1", "a", Reason.TRUNCATED, Events.created("a", "01").toString());
    redriveAll();
    assertThat(bucket).isEmpty();
    assertThat(JsonSchemas.problems("reconcile", stream.records().get(0))).isEmpty();
    OriginalEvent event =
        new EventDecoder()
            .decode(Events.record(stream.records().get(0).getBytes(StandardCharsets.UTF_8), 1));
    assertThat(event.kind()).isEqualTo(OriginalEvent.Kind.RETRY);
    assertThat(event.key()).isEqualTo("a");
  }

  @Test
  void putsARecordThatIsNoEventAsItCame() throws Exception {
    keep("1", null, Reason.MALFORMED_EVENT, "no event");
    redriveAll();
    assertThat(stream.records()).containsExactly("no event");
  }

  @Test
  void keepsTheLetterWhereItsEventWasNotPut() {
    keep("1", "a", Reason.TRUNCATED, Events.created("a", "01").toString());
    stream.refuse();
    assertThatThrownBy(this::redriveAll).isInstanceOf(StreamException.class);
    assertThat(bucket).hasSize(1);
  }

  @Test
  void leavesALetterThatCameUnderTheSameIdMeanwhile() throws Exception {
    keep("1", "a", Reason.TRUNCATED, Events.created("a", "01").toString());
    Letter read = box.letter("shard/1.json").orElseThrow();
    keep("1", "a", Reason.CORRUPT, Events.created("a", "01").toString());
    redrive().redrive(read);
    assertThat(bucket).hasSize(1);
  }

  private void keep(String sequenceNumber, String key, Reason reason, String record) {
    DeadLetter letter =
        new DeadLetter(
            "shard",
            sequenceNumber,
            key,
            reason,
            "expected more",
            1,
            0,
            record.getBytes(StandardCharsets.UTF_8));
    bucket.put(letter.objectKey(), letter.json());
  }

  private Redrive redrive() {
    return new Redrive(box, new StreamWriter(stream, "events"));
  }

  private void redriveAll() throws Exception {
    for (Letter letter : box.letters().toList()) {
      redrive().redrive(letter);
    }
  }

  private static String etag(byte[] object) {
    return "\"" + Arrays.hashCode(object) + "\"";
  }

  private final class FakeS3 implements S3Client {
    @Override
    public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
      return ListObjectsV2Response.builder()
          .isTruncated(false)
          .contents(bucket.keySet().stream().map(k -> S3Object.builder().key(k).build()).toList())
          .build();
    }

    @Override
    public ListObjectsV2Iterable listObjectsV2Paginator(ListObjectsV2Request request) {
      return new ListObjectsV2Iterable(this, request);
    }

    @Override
    public ResponseBytes<GetObjectResponse> getObjectAsBytes(GetObjectRequest request) {
      byte[] object = bucket.get(request.key());
      if (object == null) {
        throw NoSuchKeyException.builder().statusCode(404).build();
      }
      return ResponseBytes.fromByteArray(
          GetObjectResponse.builder().eTag(etag(object)).build(), object);
    }

    @Override
    public DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
      if (!etag(bucket.get(request.key())).equals(request.ifMatch())) {
        throw S3Exception.builder().statusCode(412).build();
      }
      bucket.remove(request.key());
      return DeleteObjectResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
