package io.calotype.infra.local.lambda;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Http;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.calotype.infra.local.lambda.SignatureCheck.SignedRequest;
import io.calotype.infra.local.lambda.SignedServer.Reply;
import io.calotype.infra.local.s3.S3Credentials;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Lambda function URL with IAM authorisation in front of a real handler: payload format 2.0,
 * requests signed for the service {@code lambda}.
 */
public final class FunctionUrl implements AutoCloseable {
  /** So many calls at a time; what is above waits. The handler has bounds of its own. */
  private static final int THREADS = 128;

  private final SignedServer server;

  /**
   * Starts to serve on a free port of 127.0.0.1.
   *
   * @param keys what callers sign with
   * @param handler gets no Lambda context
   */
  public FunctionUrl(
      S3Credentials keys, RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler)
      throws IOException {
    server =
        new SignedServer(
            new SignatureCheck(keys, "lambda", InstantSource.system()),
            THREADS,
            request -> reply(handler.handleRequest(event(request), null)));
  }

  /** Its address. */
  public URI url() {
    return server.endpoint();
  }

  @Override
  public void close() {
    server.close();
  }

  private static APIGatewayV2HTTPEvent event(SignedRequest request) {
    Http http =
        Http.builder()
            .withMethod(request.method())
            .withPath(request.rawPath())
            .withProtocol("HTTP/1.1")
            .withSourceIp("127.0.0.1")
            .build();
    return APIGatewayV2HTTPEvent.builder()
        .withVersion("2.0")
        .withRouteKey("$default")
        .withRawPath(request.rawPath())
        .withRawQueryString(request.rawQuery())
        .withHeaders(request.headers())
        .withBody(new String(request.body(), StandardCharsets.UTF_8))
        .withIsBase64Encoded(false)
        .withRequestContext(RequestContext.builder().withStage("$default").withHttp(http).build())
        .build();
  }

  private static Reply reply(APIGatewayV2HTTPResponse response) {
    @Nullable Map<String, String> headers = response.getHeaders();
    @Nullable String body = response.getBody();
    byte[] bytes = new byte[0];
    if (body != null) {
      bytes =
          response.getIsBase64Encoded()
              ? Base64.getDecoder().decode(body)
              : body.getBytes(StandardCharsets.UTF_8);
    }
    return new Reply(response.getStatusCode(), headers == null ? Map.of() : headers, bytes);
  }
}
