package io.calotype.pipeline.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.calotype.pipeline.event.OriginalEvent.Kind;
import io.calotype.pipeline.fixture.Events;
import io.calotype.pipeline.fixture.JsonSchemas;
import io.calotype.pipeline.kinesis.KinesisRecord;
import java.nio.charset.StandardCharsets;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventDecoderTest {
  private static final EventDecoder DECODER = new EventDecoder();

  @Test
  void readsCreation() throws Exception {
    OriginalEvent event = DECODER.decode(Events.record(Events.created("a.jpg", "0055AED6"), 42));
    assertThat(event.kind()).isEqualTo(Kind.CREATED);
    assertThat(event.bucket()).isEqualTo(Events.ORIGINALS);
    assertThat(event.key()).isEqualTo("a.jpg");
    assertThat(event.etag()).isEqualTo("0123456789abcdef");
    assertThat(event.bytes()).isEqualTo(1234);
    assertThat(event.sequencer()).isEqualTo("0055AED6");
    assertThat(event.record()).isEqualTo("shardId-000000000000/42");
  }

  @Test
  void readsDeletionThatHasNoSize() {
    OriginalEvent event = Events.decoded(Events.deleted("a.jpg", "1"));
    assertThat(event.kind()).isEqualTo(Kind.DELETED);
    assertThat(event.bytes()).isEqualTo(-1);
  }

  @Test
  void readsReconcileThatHasNoSequencer() {
    OriginalEvent event = Events.decoded(Events.reconcile("a.jpg"));
    assertThat(event.kind()).isEqualTo(Kind.RECONCILE);
    assertThat(event.sequencer()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "holiday/köln & co (1)+2%20.jpg",
        "a b+c%2Bd.jpg",
        "\"quoted\" 'and' \\back.jpg",
        "emoji 😀👩‍👩‍👧.png",
        "line\nbreak\ttab",
        "/leading//double/",
        "../up",
        "日本語"
      })
  void takesKeysVerbatim(String key) {
    assertThat(Events.decoded(Events.created(key, "1")).key()).isEqualTo(key);
  }

  @Test
  void takesNewFieldsLightly() {
    ObjectNode event = Events.created("a.jpg", "1").put("new", "field");
    ((ObjectNode) event.at("/detail/object")).putObject("size").put("new", "form");
    assertThat(Events.decoded(event).bytes()).isEqualTo(-1);
  }

  @Test
  void takesSequencerOf64DigitsAndNotOf65() {
    assertThat(Events.decoded(Events.created("a", "f".repeat(64))).sequencer()).hasSize(64);
    assertThat(refusal(Events.created("a", "f".repeat(65)))).contains("1 to 64 hex digits");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "g", "12 ", "0x12", "-1", "１"})
  void refusesSequencerThatIsNotHex(String sequencer) {
    assertThat(refusal(Events.created("a", sequencer))).contains("1 to 64 hex digits but got");
  }

  @Test
  void takesKeyOf1024BytesAndNotOf1025() {
    assertThat(Events.decoded(Events.created("ü".repeat(512), "1")).key()).hasSize(512);
    assertThat(refusal(Events.created("ü".repeat(512) + "a", "1")))
        .isEqualTo("expected detail.object.key of at most 1024 bytes but got 1025");
  }

  @Test
  void takesEventOf256KibAndNotMore() throws Exception {
    byte[] event = Events.created("a", "1").toString().getBytes(StandardCharsets.UTF_8);
    byte[] full = new byte[EventDecoder.BYTES_MAX];
    java.util.Arrays.fill(full, (byte) ' ');
    System.arraycopy(event, 0, full, 0, event.length);
    assertThat(DECODER.decode(Events.record(full, 1)).key()).isEqualTo("a");
    byte[] over = java.util.Arrays.copyOf(full, full.length + 1);
    over[full.length] = ' ';
    assertThat(refusal(over).getMessage()).contains("at most 262144 bytes but got 262145");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no JSON",
        "{\"a\": ",
        "[]",
        "\"text\"",
        "null",
        "{} {}",
        "{\"a\": 1} trailing"
      })
  void refusesWhatIsNoJsonObject(String text) {
    assertThat(refusal(text.getBytes(StandardCharsets.UTF_8)).getMessage()).startsWith("expected");
  }

  @Test
  void refusesOtherBytesThanUtf8() {
    assertThat(refusal(new byte[] {'{', (byte) 0xff, '}'}).getMessage()).contains("UTF-8");
  }

  @Test
  void refusesHalfACharacterInKey() {
    String event = Events.created("KEY", "1").toString().replace("KEY", "\\ud83d");
    assertThat(refusal(event.getBytes(StandardCharsets.UTF_8)).getMessage()).contains("Unicode");
  }

  @Test
  void refusesWithoutKeyBucketOrSequencer() {
    ObjectNode noKey = Events.created("a", "1");
    ((ObjectNode) noKey.at("/detail/object")).remove("key");
    assertThat(refusal(noKey)).contains("detail.object.key as text but got none");
    assertThat(refusal(Events.created("", "1"))).contains("detail.object.key as text but got");
    ObjectNode noBucket = Events.created("a", "1");
    ((ObjectNode) noBucket.at("/detail/bucket")).put("name", 7);
    assertThat(refusal(noBucket)).contains("detail.bucket.name as text but got \"7\"");
    ObjectNode noSequencer = Events.created("a", "1");
    ((ObjectNode) noSequencer.at("/detail/object")).remove("sequencer");
    assertThat(refusal(noSequencer)).contains("but got none");
  }

  @Test
  void refusesOtherKindsAndKnowsTheirKey() {
    ObjectNode event = Events.created("a.jpg", "1").put("detail-type", "Object Tags Added");
    MalformedEventException refusal = refusal(event.toString().getBytes(StandardCharsets.UTF_8));
    assertThat(refusal.getMessage()).contains("but got \"aws.s3: Object Tags Added\"");
    assertThat(refusal.key()).isEqualTo("a.jpg");
    assertThat(refusal(Events.reconcile("a").put("source", "aws.s3"))).contains("but got");
  }

  @Test
  void readsWhatTheSchemasDescribe() {
    assertThat(JsonSchemas.problems("object-created", Events.created("a", "1").toString()))
        .isEmpty();
    assertThat(JsonSchemas.problems("object-deleted", Events.deleted("a", "1").toString()))
        .isEmpty();
    assertThat(JsonSchemas.problems("reconcile", Events.reconcile("a").toString())).isEmpty();
    assertThat(JsonSchemas.problems("object-created", Events.created("a", "g").toString()))
        .isNotEmpty();
    assertThat(JsonSchemas.problems("reconcile", Events.created("a", "1").toString())).isNotEmpty();
  }

  @Test
  void isSerialisedWithoutKryo() {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(OriginalEvent.class);
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(KinesisRecord.class);
  }

  private static String refusal(ObjectNode event) {
    return refusal(event.toString().getBytes(StandardCharsets.UTF_8)).getMessage();
  }

  private static MalformedEventException refusal(byte[] data) {
    return catchThrowableOfType(
        MalformedEventException.class, () -> DECODER.decode(Events.record(data, 1)));
  }
}
