package io.calotype.infra.local.eventbridge;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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

  private final HttpServer server;
  private final ExecutorService worker = Executors.newSingleThreadExecutor();
  private final PutEvents putEvents;
  private final Deque<String> latest = new ArrayDeque<>();

  private AnnouncementBus(HttpServer server, Clock clock) {
    this.server = server;
    this.putEvents = new PutEvents(NAME, clock);
  }

  /** Starts to listen; on any free port where it is 0. */
  public static AnnouncementBus start(int port, Clock clock) throws IOException {
    InetAddress loopback = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
    AnnouncementBus bus =
        new AnnouncementBus(HttpServer.create(new InetSocketAddress(loopback, port), 0), clock);
    bus.server.setExecutor(bus.worker);
    bus.server.createContext("/", bus::serve);
    bus.server.start();
    return bus;
  }

  /** Where clients of AWS reach it. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The latest events as JSON, newest first. */
  public List<String> latest() {
    synchronized (latest) {
      List<String> newestFirst = new ArrayList<>(latest);
      Collections.reverse(newestFirst);
      return newestFirst;
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      PutEvents.Result result = result(exchange);
      result.taken().forEach(this::keep);
      byte[] body = result.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
      exchange.sendResponseHeaders(result.status(), body.length);
      exchange.getResponseBody().write(body);
    }
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
    server.stop(0);
    worker.shutdownNow();
  }
}
