package io.calotype.infra.local.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/** Asked by AWS's own client. */
class AnnouncementBusTest {
  private AnnouncementBus bus;
  private EventBridgeClient client;

  @BeforeEach
  void start() throws IOException {
    bus = AnnouncementBus.start(0, Clock.systemUTC());
    client =
        EventBridgeClient.builder()
            .endpointOverride(bus.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
            .httpClientBuilder(Apache5HttpClient.builder())
            .build();
  }

  @AfterEach
  void stop() {
    client.close();
    bus.close();
  }

  @Test
  void keepsEventsAsRulesWouldSeeThem() throws Exception {
    PutEventsResponse response = put(entry("{\"a\":\"ü\"}"));
    assertThat(response.failedEntryCount()).isZero();
    JsonNode event = new ObjectMapper().readTree(bus.latest().get(0));
    assertThat(event.path("id").asText()).isEqualTo(response.entries().get(0).eventId());
    assertThat(event.path("source").asText()).isEqualTo("calotype");
    assertThat(event.path("detail-type").asText()).isEqualTo("Variants Ready");
    assertThat(event.path("time").asText()).isEqualTo("2026-11-24T03:00:00Z");
    assertThat(event.at("/detail/a").asText()).isEqualTo("ü");
  }

  @Test
  void refusesSingleEntriesAndTakesTheRest() {
    PutEventsResponse response =
        put(
            entry("{}"),
            entry("no json"),
            entry("{}").toBuilder().source("aws.s3").build(),
            entry("{}").toBuilder().eventBusName("another").build());
    assertThat(response.failedEntryCount()).isEqualTo(3);
    assertThat(response.entries().stream().map(e -> e.errorCode()).toList())
        .containsExactly(
            null,
            "MalformedDetail",
            "NotAuthorizedForSourceException",
            "ResourceNotFoundException");
    assertThat(bus.latest()).hasSize(1);
  }

  @Test
  void refusesMoreThanTenEntries() {
    put(Collections.nCopies(10, entry("{}")).toArray(PutEventsRequestEntry[]::new));
    assertThatThrownBy(
            () -> put(Collections.nCopies(11, entry("{}")).toArray(PutEventsRequestEntry[]::new)))
        .isInstanceOf(EventBridgeException.class)
        .hasMessageContaining("expected 1 to 10 entries but got 11");
  }

  @Test
  void keepsTheLatest() throws Exception {
    for (int request = 0; request < 25; request++) {
      int first = request * 10;
      put(
          IntStream.range(first, first + 10)
              .mapToObj(i -> entry("{\"i\":" + i + "}"))
              .toArray(PutEventsRequestEntry[]::new));
    }
    List<String> latest = bus.latest();
    assertThat(latest).hasSize(200);
    assertThat(new ObjectMapper().readTree(latest.get(0)).at("/detail/i").asInt()).isEqualTo(249);
  }

  @Test
  void takesNothingThatAPageCouldSend() throws Exception {
    HttpRequest simple =
        HttpRequest.newBuilder(bus.endpoint())
            .POST(HttpRequest.BodyPublishers.ofString("{\"Entries\":[]}"))
            .build();
    assertThat(
            HttpClient.newHttpClient()
                .send(simple, HttpResponse.BodyHandlers.ofString())
                .statusCode())
        .isEqualTo(400);
    assertThat(bus.latest()).isEmpty();
  }

  private PutEventsResponse put(PutEventsRequestEntry... entries) {
    return client.putEvents(put -> put.entries(entries));
  }

  private static PutEventsRequestEntry entry(String detail) {
    return PutEventsRequestEntry.builder()
        .eventBusName(AnnouncementBus.NAME)
        .source("calotype")
        .detailType("Variants Ready")
        .time(Instant.parse("2026-11-24T03:00:00Z"))
        .detail(detail)
        .build();
  }
}
