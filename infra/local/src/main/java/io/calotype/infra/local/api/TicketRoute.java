package io.calotype.infra.local.api;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.sun.net.httpserver.HttpExchange;
import io.calotype.infra.local.http.Answer;
import io.calotype.infra.local.http.RawRequest;
import io.calotype.infra.local.lambda.PayloadV2;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /uploads} as API Gateway's HTTP API serves it: the authoriser first, then the real ticket
 * handler with an event of payload format 2.0.
 */
final class TicketRoute {
  /** API Gateway takes 10 MB; a ticket's body is a hundred bytes. */
  private static final int BODY_BYTES_MAX = 64 * 1024;

  private final RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler;
  private final Tokens tokens;

  TicketRoute(
      RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler, Tokens tokens) {
    this.handler = handler;
    this.tokens = tokens;
  }

  Answer answer(HttpExchange exchange) throws IOException {
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    Optional<Map<String, String>> claims =
        authorization == null ? Optional.empty() : tokens.authorize(authorization);
    boolean preflight = exchange.getRequestMethod().equals("OPTIONS");
    if (claims.isEmpty() && !preflight) {
      return Answer.text(
          401,
          authorization == null
              ? "expected an Authorization header with a bearer token but got none"
              : "expected a valid bearer token but got one that is malformed, expired or not ours");
    }
    byte[] body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX + 1);
    if (body.length > BODY_BYTES_MAX) {
      return Answer.text(
          413, "expected a ticket request of at most " + BODY_BYTES_MAX + " bytes but got more");
    }
    // The local ticket handler needs no Lambda context: it neither logs through it nor asks for
    // time.
    RawRequest request = RawRequest.of(exchange, body);
    String route = request.method() + " " + request.rawPath();
    return PayloadV2.answer(handler.handleRequest(PayloadV2.event(request, route, claims), null));
  }
}
