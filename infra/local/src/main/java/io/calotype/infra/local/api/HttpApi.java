package io.calotype.infra.local.api;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.sun.net.httpserver.HttpExchange;
import io.calotype.infra.local.http.Answer;
import io.calotype.infra.local.http.LoopbackServer;
import io.calotype.infra.local.http.RawRequest;
import io.calotype.variants.request.Excerpt;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/**
 * The HTTP API behind the stand-in for CloudFront: tickets at {@code /uploads}, and the {@link
 * Console}.
 *
 * <p>A request has {@value #REQUEST_SECONDS} seconds from its head to its answer, as API Gateway
 * gives it; then its connection is closed. So clients that begin a request and never end it hold
 * threads for that long at most, and no others wait for them as long as they are fewer than {@value
 * #THREADS}.
 */
public final class HttpApi implements AutoCloseable {
  private static final int THREADS = 256;
  private static final int REQUEST_SECONDS = 30;

  private final TicketRoute tickets;
  private final Console console;
  private final LoopbackServer server;

  private HttpApi(TicketRoute tickets, Console console, Duration timeMax) throws IOException {
    this.console = console;
    this.tickets = tickets;
    this.server = LoopbackServer.start(0, THREADS, timeMax, this::route);
  }

  /**
   * Starts to serve on a free port of 127.0.0.1.
   *
   * @param ticketHandler the real Lambda's handler
   * @param tokens what authorises
   * @param console the page at {@code /} and what belongs to it
   */
  public static HttpApi start(
      RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> ticketHandler,
      Tokens tokens,
      Console console)
      throws IOException {
    return start(ticketHandler, tokens, console, Duration.ofSeconds(REQUEST_SECONDS));
  }

  static HttpApi start(
      RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> ticketHandler,
      Tokens tokens,
      Console console,
      Duration timeMax)
      throws IOException {
    return new HttpApi(new TicketRoute(ticketHandler, tokens), console, timeMax);
  }

  /** Its address. */
  public URI url() {
    return server.url();
  }

  private Answer route(HttpExchange exchange) throws IOException {
    String path = RawRequest.rawPath(exchange.getRequestURI());
    if (path.equals("/uploads")) {
      return tickets.answer(exchange);
    }
    if (console.has(path)) {
      return console.answer(exchange, path);
    }
    return Answer.text(404, "there is nothing at " + Excerpt.of(path));
  }

  /** Stops at once; requests under way are cut off. */
  @Override
  public void close() {
    server.close();
  }
}
