package io.calotype.infra.local.eventbridge;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events that their target refuses for good, one JSON line each: what the SQS dead-letter queue of
 * the rule is on AWS.
 */
public final class UndeliveredEvents {
  private static final Logger LOG = LoggerFactory.getLogger(UndeliveredEvents.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final Clock clock;

  /** Appends to a file, which is made when the first one comes. */
  public UndeliveredEvents(Path file, Clock clock) {
    this.file = file;
    this.clock = clock;
  }

  /** Where a system keeps them, in the folder of everything that it keeps. */
  public static Path file(Path data) {
    return data.resolve("undelivered.jsonl");
  }

  /** How many there are in a file, which need not exist. */
  public static long count(Path file) throws IOException {
    if (!Files.exists(file)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    }
  }

  /** Keeps one. */
  public synchronized void add(String eventJson, String reason) {
    String line =
        JSON.createObjectNode()
            .put("time", clock.instant().toString())
            .put("reason", reason)
            .put("event", eventJson)
            .toString();
    try {
      if (file.getParent() != null) {
        Files.createDirectories(file.getParent());
      }
      Files.write(
          file,
          (line + "\n").getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      LOG.warn("An event cannot be delivered ({}), kept in {}", reason, file);
    } catch (IOException e) {
      LOG.error("An event cannot be delivered ({}), nor kept: {}", reason, line, e);
    }
  }
}
