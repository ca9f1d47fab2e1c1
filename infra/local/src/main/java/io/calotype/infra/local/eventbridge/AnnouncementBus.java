package io.calotype.infra.local.eventbridge;

import com.sun.net.httpserver.HttpExchange;
import io.calotype.infra.local.http.Answer;
import io.calotype.infra.local.http.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bus that the job announces on: EventBridge's {@code PutEvents} on a port of 127.0.0.1, which
 * any client of AWS can ask. It takes any signature. Events are logged, one line each, and the
 * latest {@value #KEPT} are kept.
 */
public final class AnnouncementBus implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AnnouncementBus.class);

  /** The bus's name. */
  public static final String NAME = "calotype";

  /** The header that no page of a browser can send to another origin without being allowed. */
  private static final String TARGET = "X-Amz-Target";

  private static final String PUT_EVENTS = "AWSEvents.PutEvents";
  private static final int KEPT = 200;
  private static final int BODY_BYTES_MAX = 1024 * 1024;

  private static final Duration REQUEST_TIME_MAX = Duration.ofSeconds(30);

  private final LoopbackServer server;
  private final PutEvents putEvents;
  private final Deque<String> latest = new ArrayDeque<>();

  private AnnouncementBus(int port, Clock clock) throws IOException {
    this.putEvents = new PutEvents(NAME, clock);
    this.server = LoopbackServer.start(port, 1, REQUEST_TIME_MAX, this::answer);
  }

  /** Starts to listen; on any free port where it is 0. */
  public static AnnouncementBus start(int port, Clock clock) throws IOException {
    return new AnnouncementBus(port, clock);
  }

  /** Where clients of AWS reach it. */
  public URI endpoint() {
    return server.url();
  }

  /** The latest events as JSON, newest first. */
  public List<String> latest() {
    synchronized (latest) {
      List<String> newestFirst = new ArrayList<>(latest);
      Collections.reverse(newestFirst);
      return newestFirst;
    }
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    PutEvents.Result result = result(exchange);
    result.taken().forEach(this::keep);
    return new Answer(
        result.status(),
        Map.of("Content-Type", "application/x-amz-json-1.1"),
        result.body().getBytes(StandardCharsets.UTF_8));
  }

  private PutEvents.Result result(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestMethod().equals("POST")
        || !PUT_EVENTS.equals(exchange.getRequestHeaders().getFirst(TARGET))) {
      return new PutEvents.Result(400, "{\"__type\":\"UnknownOperationException\"}", List.of());
    }
    byte[] body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX + 1);
    return body.length > BODY_BYTES_MAX
        ? new PutEvents.Result(413, "{\"__type\":\"RequestEntityTooLarge\"}", List.of())
        : putEvents.put(body);
  }

  private void keep(String event) {
    LOG.info("Announced: {}", event);
    synchronized (latest) {
      latest.addLast(event);
      if (latest.size() > KEPT) {
        latest.removeFirst();
      }
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
