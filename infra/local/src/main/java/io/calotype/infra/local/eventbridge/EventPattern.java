package io.calotype.infra.local.eventbridge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import software.amazon.event.ruler.Machine;

/**
 * The rule that decides which events go to the stream: {@code infra/events/original-events.json},
 * the file that is deployed. Safe for concurrent use.
 */
public final class EventPattern {
  private static final String RESOURCE = "/io/calotype/infra/events/original-events.json";
  private static final String BUCKET_PLACEHOLDER = "${originalsBucket}";
  private static final String RULE = "original-events";

  private final Machine machine;

  /** Makes a pattern of its JSON. */
  EventPattern(String patternJson) {
    machine = Machine.builder().build();
    try {
      machine.addRule(RULE, patternJson);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "expected an EventBridge pattern but got " + patternJson + ": " + e.getMessage(), e);
    }
  }

  /** The deployed pattern for this bucket. */
  public static EventPattern ofOriginals(String bucket) {
    try (InputStream in = EventPattern.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("expected resource " + RESOURCE + " in this build");
      }
      String pattern = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new EventPattern(pattern.replace(BUCKET_PLACEHOLDER, bucket));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether an event matches; what is no JSON object matches nothing. */
  public boolean matches(String eventJson) {
    try {
      return !machine.rulesForJSONEvent(eventJson).isEmpty();
    } catch (Exception e) { // declared so by the matcher
      return false;
    }
  }
}
