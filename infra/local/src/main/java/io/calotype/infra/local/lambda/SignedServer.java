package io.calotype.infra.local.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.calotype.infra.local.lambda.SignatureCheck.SignedRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An HTTP server on a free port of 127.0.0.1 that answers signed requests, and 403 to others. */
final class SignedServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SignedServer.class);

  /** More than any caller here sends. */
  private static final int BODY_BYTES_MAX = 64 * 1024;

  private final HttpServer server;
  private final ExecutorService workers;
  private final SignatureCheck check;
  private final Service service;

  /** What answers. */
  @FunctionalInterface
  interface Service {
    Reply answer(SignedRequest request);
  }

  /** An answer; Content-Length is added. */
  @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
  record Reply(int status, Map<String, String> headers, byte[] body) {
    static Reply text(int status, String line) {
      return new Reply(
          status,
          Map.of("Content-Type", "text/plain; charset=utf-8"),
          (line + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  SignedServer(SignatureCheck check, int threads, Service service) throws IOException {
    this.check = check;
    this.service = service;
    this.workers = Executors.newFixedThreadPool(threads);
    InetAddress loopback = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
    server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    server.setExecutor(workers);
    server.createContext("/", this::serve);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      Reply reply;
      try {
        reply = reply(exchange);
      } catch (RuntimeException e) {
        LOG.error("Request {} failed", exchange.getRequestURI(), e);
        reply = Reply.text(500, "the request failed; the log says why");
      }
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      boolean empty = reply.body().length == 0;
      exchange.sendResponseHeaders(reply.status(), empty ? -1 : reply.body().length);
      if (!empty) {
        try (OutputStream out = exchange.getResponseBody()) {
          out.write(reply.body());
        }
      }
    }
  }

  private Reply reply(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX + 1);
    if (body.length > BODY_BYTES_MAX) {
      return Reply.text(413, "expected at most " + BODY_BYTES_MAX + " bytes but got more");
    }
    String query = exchange.getRequestURI().getRawQuery();
    Map<String, String> headers = new LinkedHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
    SignedRequest request =
        new SignedRequest(
            exchange.getRequestMethod(),
            rawPath(exchange.getRequestURI()),
            query == null ? "" : query,
            headers,
            body);
    Optional<String> fault = check.fault(request);
    return fault.isPresent() ? Reply.text(403, fault.get()) : service.answer(request);
  }

  /** The path as it was sent; {@link URI} takes what follows two leading slashes for a host. */
  private static String rawPath(URI uri) {
    return uri.getRawAuthority() == null
        ? uri.getRawPath()
        : "//" + uri.getRawAuthority() + uri.getRawPath();
  }

  /** Stops at once; requests under way are cut off. */
  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
    try {
      workers.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
