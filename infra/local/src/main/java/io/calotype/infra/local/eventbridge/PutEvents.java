package io.calotype.infra.local.eventbridge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** EventBridge's {@code PutEvents}: checks entries as the service does, and answers for each. */
final class PutEvents {
  private static final int ENTRIES_MAX = 10;
  private static final int BYTES_MAX = 256 * 1024;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String bus;
  private final Clock clock;

  PutEvents(String bus, Clock clock) {
    this.bus = bus;
    this.clock = clock;
  }

  /**
   * What became of a request.
   *
   * @param status of HTTP
   * @param body the answer
   * @param taken the events that were taken, as rules would see them
   */
  record Result(int status, String body, List<String> taken) {}

  Result put(byte[] request) {
    JsonNode entries;
    try {
      entries = JSON.readTree(request).path("Entries");
    } catch (java.io.IOException e) {
      return refused("SerializationException", "expected JSON");
    }
    if (!entries.isArray() || entries.isEmpty() || entries.size() > ENTRIES_MAX) {
      return refused(
          "ValidationException",
          "expected 1 to " + ENTRIES_MAX + " entries but got " + entries.size());
    }
    int bytes = 0;
    for (JsonNode entry : entries) {
      bytes += bytes(entry);
    }
    if (bytes > BYTES_MAX) {
      return refused(
          "ValidationException", "expected at most " + BYTES_MAX + " bytes but got " + bytes);
    }
    List<String> taken = new ArrayList<>();
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode results = answer.putArray("Entries");
    int failed = 0;
    for (JsonNode entry : entries) {
      try {
        String id = UUID.randomUUID().toString();
        taken.add(event(entry, id));
        results.addObject().put("EventId", id);
      } catch (RefusedEntryException e) {
        failed++;
        results.addObject().put("ErrorCode", e.code).put("ErrorMessage", e.getMessage());
      }
    }
    answer.put("FailedEntryCount", failed);
    return new Result(200, answer.toString(), taken);
  }

  private static Result refused(String code, String message) {
    ObjectNode answer = JSON.createObjectNode().put("__type", code).put("message", message);
    return new Result(400, answer.toString(), List.of());
  }

  /** As the service counts them. */
  private static int bytes(JsonNode entry) {
    int bytes = entry.has("Time") ? 14 : 0;
    for (String name : List.of("Source", "DetailType", "Detail")) {
      bytes += entry.path(name).asText("").getBytes(StandardCharsets.UTF_8).length;
    }
    return bytes;
  }

  private String event(JsonNode entry, String id) throws RefusedEntryException {
    String source = entry.path("Source").asText("");
    if (source.isEmpty() || entry.path("DetailType").asText("").isEmpty()) {
      throw new RefusedEntryException("InvalidArgument", "expected Source and DetailType");
    }
    if (source.startsWith("aws.")) {
      throw new RefusedEntryException(
          "NotAuthorizedForSourceException", "expected a source that is not AWS's own");
    }
    String to = entry.path("EventBusName").asText("default");
    if (!to.equals(bus)) {
      throw new RefusedEntryException(
          "ResourceNotFoundException", "expected the bus " + bus + " but got " + to);
    }
    ObjectNode event =
        JSON.createObjectNode()
            .put("version", "0")
            .put("id", id)
            .put("detail-type", entry.path("DetailType").asText())
            .put("source", source)
            .put("account", "000000000000")
            .put("time", time(entry).toString());
    event.set("detail", detail(entry));
    return event.toString();
  }

  private Instant time(JsonNode entry) {
    JsonNode time = entry.path("Time");
    return time.isNumber()
        ? Instant.ofEpochMilli(Math.round(time.asDouble() * 1_000))
        : clock.instant();
  }

  private static JsonNode detail(JsonNode entry) throws RefusedEntryException {
    try {
      JsonNode detail = JSON.readTree(entry.path("Detail").asText(""));
      if (detail.isObject()) {
        return detail;
      }
    } catch (JsonProcessingException e) {
      // Refused below, as what is JSON but no object is.
    }
    throw new RefusedEntryException("MalformedDetail", "expected Detail to be a JSON object");
  }

  private static final class RefusedEntryException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    RefusedEntryException(String code, String message) {
      super(message);
      this.code = code;
    }
  }
}
