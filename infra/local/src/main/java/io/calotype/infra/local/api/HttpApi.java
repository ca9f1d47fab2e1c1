package io.calotype.infra.local.api;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.calotype.variants.name.DerivedKeys;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.request.Excerpt;
import io.calotype.variants.request.ImageRequest;
import io.calotype.variants.request.PercentEncoding;
import io.calotype.variants.request.ViewerHeaders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The front door of the local stack on 127.0.0.1: the {@link Console}, tickets at {@code /uploads},
 * manifests under {@code /_calotype/manifest/}, pictures at their originals' keys. What no job has
 * made is not made here: it answers 404.
 */
public final class HttpApi implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);
  private static final String MANIFESTS = "/_calotype/manifest/";
  private static final int THREADS = 16;

  private final HttpServer server;
  private final ExecutorService workers;
  private final TicketRoute tickets;
  private final Console console;
  private final VariantsBucket variants;
  private final Recipe recipe;

  private HttpApi(
      HttpServer server,
      TicketRoute tickets,
      Console console,
      VariantsBucket variants,
      Recipe recipe) {
    this.server = server;
    this.console = console;
    this.recipe = recipe;
    this.tickets = tickets;
    this.variants = variants;
    this.workers = Executors.newFixedThreadPool(THREADS);
  }

  /**
   * Starts to serve.
   *
   * @param port 0 for any free one
   * @param ticketHandler the real Lambda's handler
   * @param tokens what authorises
   * @param console the page at {@code /} and what belongs to it
   * @param s3 reads the variants bucket
   * @param recipe what requests for pictures are held against
   */
  public static HttpApi start(
      int port,
      RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> ticketHandler,
      Tokens tokens,
      Console console,
      S3Client s3,
      String variantsBucket,
      Recipe recipe)
      throws IOException {
    InetAddress loopback = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback, port), 0);
    HttpApi api =
        new HttpApi(
            server,
            new TicketRoute(ticketHandler, tokens),
            console,
            new VariantsBucket(s3, variantsBucket),
            recipe);
    server.setExecutor(api.workers);
    server.createContext("/", api::serve);
    server.start();
    return api;
  }

  /** The port that it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer;
      try {
        answer = route(exchange);
      } catch (RuntimeException e) {
        LOG.error("Request {} failed", exchange.getRequestURI(), e);
        answer = Answer.text(500, "the request failed on our side: try it again; the log says why");
      }
      answer.send(exchange);
    }
  }

  private Answer route(HttpExchange exchange) throws IOException {
    String path = rawPath(exchange.getRequestURI());
    if (path.equals("/uploads")) {
      return tickets.answer(exchange);
    }
    if (console.has(path)) {
      return console.answer(exchange, path);
    }
    String method = exchange.getRequestMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return Answer.text(405, "expected GET or HEAD but got " + method);
    }
    if (path.startsWith(MANIFESTS)) {
      return manifest(exchange, path.substring(MANIFESTS.length()));
    }
    return picture(exchange, path);
  }

  private Answer manifest(HttpExchange exchange, String encodedKey) {
    Optional<String> key = PercentEncoding.decode(encodedKey);
    if (key.isEmpty()) {
      return Answer.text(
          400, "expected a key in percent-encoded UTF-8 but got " + Excerpt.of(encodedKey));
    }
    return variants
        .answer(exchange, new DerivedKeys(key.get()).manifest(), null)
        .orElseGet(() -> Answer.text(404, "there is no manifest for this key, or not yet"));
  }

  private Answer picture(HttpExchange exchange, String path) {
    String query = exchange.getRequestURI().getRawQuery();
    ViewerHeaders headers = ViewerHeaders.of(headers(exchange));
    ImageRequest request = ImageRequest.parse(path, query == null ? "" : query, headers, recipe);
    if (request instanceof ImageRequest.Refused refused) {
      return Answer.text(refused.status(), refused.message());
    }
    ImageRequest.Picture picture = (ImageRequest.Picture) request;
    String key = new DerivedKeys(picture.originalKey()).variant(picture.variant());
    return variants
        .answer(exchange, key, picture.v())
        .orElseGet(() -> Answer.text(404, "there is no such picture, or it is not ready yet"));
  }

  private static Map<String, String> headers(HttpExchange exchange) {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
    return headers;
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
    workers.shutdown();
    try {
      workers.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
