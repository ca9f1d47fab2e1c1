package io.calotype.pipeline.announce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.calotype.pipeline.fault.SdkFault;
import io.calotype.pipeline.send.AwsAccess;
import io.calotype.pipeline.send.BatchService;
import io.calotype.pipeline.send.SendFault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** A bus of EventBridge; each text is a whole event as {@link Announcement#json()} writes it. */
final class EventBridgeService implements BatchService {
  private static final JsonMapper JSON = new JsonMapper();

  private final String bus;
  private final EventBridgeClient client;

  EventBridgeService(String bus, AwsAccess access) {
    this.bus = bus;
    this.client = access.connect(EventBridgeClient.builder());
  }

  @Override
  public List<String> send(List<String> events) {
    List<PutEventsRequestEntry> entries = events.stream().map(this::entry).toList();
    List<PutEventsResultEntry> results;
    try {
      results = client.putEvents(put -> put.entries(entries)).entries();
    } catch (SdkException e) {
      SendFault.throwUnlessPassing(e, doing(), "events:PutEvents");
      return events;
    }
    List<String> left = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      String code = results.get(i).errorCode();
      if (code == null) {
        continue;
      }
      if (!SdkFault.ofEntry(code).isPassing()) {
        throw new SendFault(
            doing()
                + ": expected each event to be taken but got "
                + code
                + ": "
                + results.get(i).errorMessage(),
            null);
      }
      left.add(events.get(i));
    }
    return left;
  }

  private String doing() {
    return "announcing on bus \"" + bus + "\"";
  }

  private PutEventsRequestEntry entry(String event) {
    try {
      JsonNode json = JSON.readTree(event);
      return PutEventsRequestEntry.builder()
          .eventBusName(bus)
          .source(json.path("source").textValue())
          .detailType(json.path("detail-type").textValue())
          .time(Instant.parse(json.path("time").textValue()))
          .detail(JSON.writeValueAsString(json.path("detail")))
          .build();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an announcement is JSON", e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
