package io.calotype.infra.local.cloudfront;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.calotype.infra.local.lambda.FunctionUrl;
import io.calotype.infra.local.lambda.SecretsEndpoint;
import io.calotype.infra.local.s3.S3Credentials;
import io.calotype.variants.recipe.RecipeReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * The real stand-in for CloudFront with the real functions at the edge, between a bucket and a
 * function that a test scripts and whose calls it counts.
 */
final class EdgeFixture implements AutoCloseable {
  private static final S3Credentials KEYS = new S3Credentials("LOCALKEY", "secret");

  /** What the scripted bucket answers. */
  record Stored(int status, Map<String, String> headers, String body) {
    static final Stored MISSING = new Stored(404, Map.of(), "<Error>NoSuchKey</Error>");

    static Stored picture(String v) {
      return new Stored(
          200,
          Map.of("Content-Type", "image/jpeg", "ETag", "\"1\"", "x-amz-meta-v", v),
          "bytes of a picture");
    }
  }

  final Queue<String> askedOfBucket = new ConcurrentLinkedQueue<>();
  final Queue<String> askedOfFunction = new ConcurrentLinkedQueue<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final ExecutorService workers = Executors.newFixedThreadPool(8);
  private final HttpServer bucket;
  private final FunctionUrl function;
  private final SecretsEndpoint secrets;
  private final CloudFrontProcess cloudFront;

  EdgeFixture(
      Path folder,
      Function<String, Stored> stored,
      Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> made)
      throws IOException {
    bucket = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    bucket.setExecutor(workers);
    bucket.createContext("/", exchange -> answer(exchange, stored));
    bucket.start();
    function =
        new FunctionUrl(
            KEYS,
            (event, context) -> {
              askedOfFunction.add(event.getRawPath());
              return made.apply(event);
            });
    secrets = new SecretsEndpoint(KEYS, "urls", "{\"keys\":{}}");
    URI s3 = URI.create("http://127.0.0.1:" + bucket.getAddress().getPort());
    cloudFront =
        new CloudFrontProcess(
            CloudFrontSettings.of(
                0,
                KEYS,
                "us-east-1",
                s3,
                "variants",
                s3,
                new CloudFrontSettings.EdgeConfig(
                    RecipeReader.defaultJson(), function.url(), secrets.endpoint(), "urls"),
                folder),
            (status, lines) -> {});
  }

  private void answer(HttpExchange exchange, Function<String, Stored> stored) throws IOException {
    try (exchange) {
      String target = exchange.getRequestURI().toString();
      askedOfBucket.add(target);
      Stored answer = stored.apply(target);
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** Sends a target as it is, whatever {@link URI} would think of it. */
  String rawAnswer(String target) throws IOException {
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), cloudFront.edge().getPort())) {
      socket
          .getOutputStream()
          .write(
              ("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  HttpResponse<String> get(String target, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(cloudFront.edge() + target));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  static APIGatewayV2HTTPResponse says(int status, Map<String, String> headers, String body) {
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(status)
        .withHeaders(headers)
        .withBody(body)
        .build();
  }

  @Override
  public void close() {
    for (AutoCloseable part : List.<AutoCloseable>of(cloudFront, secrets, function)) {
      try {
        part.close();
      } catch (Exception e) {
        throw new IllegalStateException(Objects.toString(e.getMessage()), e);
      }
    }
    bucket.stop(0);
    workers.shutdownNow();
  }
}
