package io.calotype.infra.local.lambda;

import com.sun.net.httpserver.HttpExchange;
import io.calotype.infra.local.http.Answer;
import io.calotype.infra.local.http.LoopbackServer;
import io.calotype.infra.local.http.RawRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** An HTTP server on a free port of 127.0.0.1 that answers signed requests, and 403 to others. */
final class SignedServer implements AutoCloseable {
  /** More than any caller here sends. */
  private static final int BODY_BYTES_MAX = 64 * 1024;

  /** Longer than any function here may take. */
  private static final Duration REQUEST_TIME_MAX = Duration.ofMinutes(1);

  private final LoopbackServer server;

  /** What answers. */
  @FunctionalInterface
  interface Service {
    Answer answer(RawRequest request);
  }

  SignedServer(SignatureCheck check, int threads, Service service) throws IOException {
    server =
        LoopbackServer.start(
            0, threads, REQUEST_TIME_MAX, exchange -> answer(exchange, check, service));
  }

  URI endpoint() {
    return server.url();
  }

  private static Answer answer(HttpExchange exchange, SignatureCheck check, Service service)
      throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX + 1);
    if (body.length > BODY_BYTES_MAX) {
      return Answer.text(413, "expected at most " + BODY_BYTES_MAX + " bytes but got more");
    }
    RawRequest request = RawRequest.of(exchange, body);
    Optional<String> fault = check.fault(request);
    return fault.isPresent() ? Answer.text(403, fault.get()) : service.answer(request);
  }

  /** Stops at once; requests under way are cut off. */
  @Override
  public void close() {
    server.close();
  }
}
