package io.calotype.infra.local.api;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.calotype.infra.local.http.Answer;
import io.calotype.infra.local.http.RawRequest;
import io.calotype.variants.request.Excerpt;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
  private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);
  private static final int THREADS = 256;
  private static final int REQUEST_SECONDS = 30;

  private final HttpServer server;
  private final ExecutorService workers;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final Duration timeMax;
  private final TicketRoute tickets;
  private final Console console;

  private HttpApi(HttpServer server, TicketRoute tickets, Console console, Duration timeMax) {
    this.server = server;
    this.timeMax = timeMax;
    this.console = console;
    this.tickets = tickets;
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(THREADS, THREADS, 10, SECONDS, new LinkedBlockingQueue<>());
    threads.allowCoreThreadTimeOut(true);
    this.workers = threads;
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
    InetAddress loopback = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    HttpApi api = new HttpApi(server, new TicketRoute(ticketHandler, tokens), console, timeMax);
    server.setExecutor(api.workers);
    server.createContext("/", api::serve);
    server.start();
    return api;
  }

  /** Its address. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void serve(HttpExchange exchange) throws IOException {
    // Closing cuts off a thread that waits for the rest of a request; afterwards it does nothing.
    Future<?> end = clock.schedule(exchange::close, timeMax.toMillis(), MILLISECONDS);
    try (exchange) {
      Answer answer;
      try {
        answer = route(exchange);
      } catch (RuntimeException e) {
        LOG.error("Request {} failed", exchange.getRequestURI(), e);
        answer = Answer.text(500, "the request failed on our side: try it again; the log says why");
      }
      answer.send(exchange);
    } finally {
      end.cancel(false);
    }
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
    server.stop(0);
    clock.shutdownNow();
    workers.shutdown();
    try {
      workers.awaitTermination(5, SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
