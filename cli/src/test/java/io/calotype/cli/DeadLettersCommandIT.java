package io.calotype.cli;

import static io.calotype.cli.CommandLineFixture.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.calotype.cli.CommandLineFixture.Ran;
import io.calotype.pipeline.deadletter.DeadLetter;
import io.calotype.pipeline.event.ReconcileEvent;
import io.calotype.variants.reason.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kinesis.model.Record;

/** {@code dead-letters} against a real bucket and a real stream. */
class DeadLettersCommandIT {
  private static final String TORN = "shardId-000000000000/1.json";
  private static final String TORN_TOO = "shardId-000000000001/2.json";
  private static final String TEXT = "shardId-000000000001/3.json";
  private static final String NO_EVENT = "shardId-000000000001/4.json";

  private static CloudFixture cloud;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    cloud = new CloudFixture(folder);
  }

  @BeforeEach
  void keepFourLetters() {
    cloud.clear();
    keep("shardId-000000000000", "1", "köln 😀.jpg", Reason.TRUNCATED, event("köln 😀.jpg"));
    keep("shardId-000000000001", "2", "torn.jpg", Reason.TRUNCATED, event("torn.jpg"));
    keep("shardId-000000000001", "3", "text.jpg", Reason.UNSUPPORTED_TYPE, event("text.jpg"));
    keep("shardId-000000000001", "4", null, Reason.MALFORMED_EVENT, "{\"no\": \"event\"");
    // A marker of a render, which is no letter.
    cloud.put(
        CloudFixture.DEAD_LETTERS,
        "attempts/eager-0123456789abcdef.json",
        "{\"sightings\": 1}".getBytes(StandardCharsets.UTF_8));
  }

  @AfterAll
  static void stop() throws IOException {
    cloud.close();
  }

  @Test
  void listsAllOrThoseOfOneReason() throws Exception {
    Ran all = letters("list", "--json");
    Ran torn = letters("list", "--reason", "truncated", "--json");
    Ran text = letters("list", "--reason", "UNSUPPORTED_TYPE");
    Ran none = letters("list", "--reason", "TOO_MANY_FRAMES");

    assertThat(ids(all.json())).containsExactly(TORN, TORN_TOO, TEXT, NO_EVENT);
    assertThat(ids(torn.json())).containsExactly(TORN, TORN_TOO);
    assertThat(text.out()).startsWith(TEXT + "  UNSUPPORTED_TYPE  ").endsWith("  text.jpg\n");
    assertThat(none.status()).isZero();
    assertThat(none.out()).isEmpty();
    assertThat(none.err()).isEqualTo("calotype: there are no dead letters of TOO_MANY_FRAMES\n");
    assertThat(letters("list", "--reason", "NO_REASON").status()).isEqualTo(2);
  }

  @Test
  void showsALetterWithItsRecordAsItCame() throws Exception {
    JsonNode letter = letters("show", TORN, "--json").json();
    Ran text = letters("show", NO_EVENT);

    assertThat(letter.path("reason").asText()).isEqualTo("TRUNCATED");
    assertThat(letter.path("message").asText()).isEqualTo("expected more but got its end");
    assertThat(letter.path("key").asText()).isEqualTo("köln 😀.jpg");
    assertThat(letter.path("attempts").asInt()).isEqualTo(1);
    assertThat(letter.path("record").asText()).isEqualTo(event("köln 😀.jpg"));
    assertThat(text.out())
        .contains("reason: MALFORMED_EVENT\n")
        .endsWith("record: {\"no\": \"event\"\n");
    Ran missing = letters("show", "attempts/eager-0123456789abcdef.json");
    assertThat(missing.status()).isEqualTo(1);
    assertThat(missing.err())
        .isEqualTo(
            "calotype: expected the id of a dead letter, as list shows it, but there is none at"
                + " attempts/eager-0123456789abcdef.json\n");
  }

  @Test
  void redrivesOneAndLeavesTheOthers() throws Exception {
    assertThat(letters("redrive", TORN_TOO).out()).isEqualTo("1 redriven\n");

    assertThat(sent()).containsExactly(ReconcileEvent.retry(CloudFixture.ORIGINALS, "torn.jpg"));
    assertThat(ids(letters("list", "--json").json())).containsExactly(TORN, TEXT, NO_EVENT);
  }

  @Test
  void redrivesThoseOfOneReason() throws Exception {
    assertThat(letters("redrive", "--reason", "TRUNCATED", "--json").json().toString())
        .isEqualTo("{\"redriven\":2}");

    assertThat(sent())
        .containsExactlyInAnyOrder(
            ReconcileEvent.retry(CloudFixture.ORIGINALS, "torn.jpg"),
            ReconcileEvent.retry(CloudFixture.ORIGINALS, "köln 😀.jpg"));
    assertThat(ids(letters("list", "--json").json())).containsExactly(TEXT, NO_EVENT);
  }

  @Test
  void redrivesAllOnceHoweverOftenItIsAsked() throws Exception {
    assertThat(letters("redrive", "--all").out()).isEqualTo("4 redriven\n");
    assertThat(letters("redrive", "--all").out()).isEqualTo("0 redriven\n");
    Ran gone = letters("redrive", TORN);

    assertThat(gone.status()).isEqualTo(1);
    assertThat(gone.err()).contains("there is none at " + TORN);
    assertThat(sent()).hasSize(4).contains("{\"no\": \"event\"");
    assertThat(cloud.keys(CloudFixture.DEAD_LETTERS))
        .containsExactly("attempts/eager-0123456789abcdef.json");
  }

  @Test
  void takesNothingOutWhereAnIdIsWrongOrTheStreamDoesNotTakeIt() throws Exception {
    Ran wrong = letters("redrive", TORN, "shardId-000000000000/9.json");
    assertThat(wrong.status()).isEqualTo(1);
    assertThat(cloud.records()).isEmpty();

    cloud.withoutStream(
        () -> {
          Ran refused = letters("redrive", "--all");
          assertThat(refused.status()).isEqualTo(1);
          assertThat(refused.err())
              .startsWith("calotype: expected to put events on the stream but got: ")
              .hasLineCount(1);
        });
    assertThat(ids(letters("list", "--json").json())).hasSize(4);
  }

  @Test
  void wantsToBeToldWhichOnes() {
    for (String[] wrong :
        List.of(
            new String[] {"redrive"},
            new String[] {"redrive", "--all", TORN},
            new String[] {"redrive", "--all", "--reason", "TRUNCATED"})) {
      Ran ran = letters(wrong);
      assertThat(ran.status()).isEqualTo(2);
      assertThat(ran.err()).contains("expected one of --all, --reason REASON and IDs");
    }
    assertThat(letters().status()).isEqualTo(2);
    assertThat(cloud.records()).isEmpty();
  }

  private void keep(
      String shard, String sequenceNumber, @Nullable String key, Reason reason, String record) {
    DeadLetter letter =
        new DeadLetter(
            shard,
            sequenceNumber,
            key,
            reason,
            "expected more but got its end",
            1,
            1_700_000_000_000L,
            record.getBytes(StandardCharsets.UTF_8));
    cloud.put(CloudFixture.DEAD_LETTERS, letter.objectKey(), letter.json());
  }

  private static String event(String key) {
    return ReconcileEvent.json(CloudFixture.ORIGINALS, key);
  }

  private Ran letters(String... arguments) {
    return run(
        cloud.file(), Stream.concat(Stream.of("dead-letters"), Stream.of(arguments)).toArray());
  }

  private static List<String> ids(JsonNode letters) {
    List<String> ids = new ArrayList<>();
    letters.forEach(letter -> ids.add(letter.path("id").asText()));
    return ids;
  }

  private List<String> sent() {
    return cloud.records().stream().map(Record::data).map(data -> data.asUtf8String()).toList();
  }
}
