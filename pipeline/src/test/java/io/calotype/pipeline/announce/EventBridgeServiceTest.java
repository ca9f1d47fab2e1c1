package io.calotype.pipeline.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.calotype.pipeline.fixture.FakeAws;
import io.calotype.pipeline.send.SendFault;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventBridgeServiceTest {
  private static final String JSON = "application/x-amz-json-1.1";
  private static final List<String> EVENTS = List.of(removed("a"), removed("b \"c\".jpg"));

  private final FakeAws aws = new FakeAws();
  private final EventBridgeService service = new EventBridgeService("pictures", aws.access());

  private static String removed(String key) {
    return new Announcement(
            Announcement.Type.VARIANTS_REMOVED,
            "originals",
            key,
            null,
            null,
            "0123456789abcdef",
            null,
            null,
            List.of(),
            false,
            1_700_000_000_000L)
        .json();
  }

  @AfterEach
  void close() {
    service.close();
    aws.close();
  }

  @Test
  void putsEachEventOnTheBus() throws Exception {
    aws.answering(200, JSON, "{\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"1\"},{}]}");
    assertThat(service.send(EVENTS)).isEmpty();
    JsonNode entry = new JsonMapper().readTree(aws.asked().get(0).body()).at("/Entries/1");
    assertThat(entry.path("EventBusName").asText()).isEqualTo("pictures");
    assertThat(entry.path("Source").asText()).isEqualTo("calotype");
    assertThat(entry.path("DetailType").asText()).isEqualTo("Variants Removed");
    assertThat(new JsonMapper().readTree(entry.path("Detail").asText()).at("/object/key").asText())
        .isEqualTo("b \"c\".jpg");
    assertThat(entry.path("Time").asLong()).isEqualTo(1_700_000_000L);
  }

  @Test
  void givesBackTheEventsThatWereNotTaken() {
    aws.answering(
        200,
        JSON,
        "{\"FailedEntryCount\":1,\"Entries\":[{\"EventId\":\"1\"},"
            + "{\"ErrorCode\":\"ThrottlingException\",\"ErrorMessage\":\"slow down\"}]}");
    assertThat(service.send(EVENTS)).containsExactly(EVENTS.get(1));
  }

  @Test
  void givesBackAllWhereTheBusIsAway() {
    aws.answering(503, JSON, "{\"__type\":\"ServiceUnavailable\"}");
    assertThat(service.send(EVENTS)).isEqualTo(EVENTS);
    aws.close();
    assertThat(service.send(EVENTS)).isEqualTo(EVENTS);
  }

  @Test
  void saysWhatToDoWhereItMayNotAnnounce() {
    aws.answering(400, JSON, "{\"__type\":\"AccessDeniedException\",\"message\":\"no\"}");
    assertThatThrownBy(() -> service.send(EVENTS))
        .isInstanceOf(SendFault.class)
        .hasMessage(
            "announcing on bus \"pictures\": expected it to be taken but got 400"
                + " AccessDeniedException: allow the job's role events:PutEvents, or correct the"
                + " settings");
  }

  @Test
  void failsForAnEventThatIsNeverTaken() {
    aws.answering(
        200,
        JSON,
        "{\"FailedEntryCount\":1,\"Entries\":[{\"EventId\":\"1\"},"
            + "{\"ErrorCode\":\"NotAuthorizedForSourceException\",\"ErrorMessage\":\"no\"}]}");
    assertThatThrownBy(() -> service.send(EVENTS)).isInstanceOf(SendFault.class);
  }
}
