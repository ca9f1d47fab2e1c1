package io.calotype.infra.local.api;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Http;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code /uploads} as API Gateway's HTTP API serves it: the authoriser first, then the real ticket
 * handler with an event of payload format 2.0.
 */
final class TicketRoute {
  /** API Gateway takes 10 MB; a ticket's body is a hundred bytes. */
  private static final int BODY_BYTES_MAX = 64 * 1024;

  /** What is read of a body that is refused: who still sends would not see why. */
  private static final long REFUSED_BYTES_MAX = 64_000_000;

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
      skipRest(exchange.getRequestBody());
      return Answer.text(
          401,
          authorization == null
              ? "expected an Authorization header with a bearer token but got none"
              : "expected a valid bearer token but got one that is malformed, expired or not ours");
    }
    byte[] body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX + 1);
    if (body.length > BODY_BYTES_MAX) {
      skipRest(exchange.getRequestBody());
      return Answer.text(
          413, "expected a ticket request of at most " + BODY_BYTES_MAX + " bytes but got more");
    }
    // The local ticket handler needs no Lambda context: it neither logs through it nor asks for
    // time.
    APIGatewayV2HTTPResponse response = handler.handleRequest(event(exchange, body, claims), null);
    return answer(response);
  }

  private static void skipRest(InputStream body) throws IOException {
    byte[] skipped = new byte[BODY_BYTES_MAX];
    long left = REFUSED_BYTES_MAX;
    int read = 0;
    while (left > 0 && read >= 0) {
      left -= read;
      read = body.read(skipped);
    }
  }

  private static APIGatewayV2HTTPEvent event(
      HttpExchange exchange, byte[] body, Optional<Map<String, String>> claims) {
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getRawPath();
    Http http =
        Http.builder()
            .withMethod(method)
            .withPath(path)
            .withProtocol(exchange.getProtocol())
            .withSourceIp(exchange.getRemoteAddress().getAddress().getHostAddress())
            .withUserAgent(exchange.getRequestHeaders().getFirst("User-Agent"))
            .build();
    RequestContext.RequestContextBuilder context =
        RequestContext.builder().withStage("$default").withHttp(http);
    claims.ifPresent(
        given ->
            context.withAuthorizer(
                Authorizer.builder()
                    .withJwt(Authorizer.JWT.builder().withClaims(given).build())
                    .build()));
    String query = exchange.getRequestURI().getRawQuery();
    return APIGatewayV2HTTPEvent.builder()
        .withVersion("2.0")
        .withRouteKey(method + " " + path)
        .withRawPath(path)
        .withRawQueryString(query == null ? "" : query)
        .withHeaders(headers(exchange.getRequestHeaders()))
        .withBody(new String(body, StandardCharsets.UTF_8))
        .withIsBase64Encoded(false)
        .withRequestContext(context.build())
        .build();
  }

  private static Map<String, String> headers(Headers given) {
    Map<String, String> headers = new LinkedHashMap<>();
    given.forEach(
        (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
    return headers;
  }

  private static Answer answer(APIGatewayV2HTTPResponse response) {
    @Nullable Map<String, String> headers = response.getHeaders();
    @Nullable String body = response.getBody();
    byte[] bytes = new byte[0];
    if (body != null) {
      bytes =
          response.getIsBase64Encoded()
              ? Base64.getDecoder().decode(body)
              : body.getBytes(StandardCharsets.UTF_8);
    }
    return new Answer(response.getStatusCode(), headers == null ? Map.of() : headers, bytes);
  }
}
