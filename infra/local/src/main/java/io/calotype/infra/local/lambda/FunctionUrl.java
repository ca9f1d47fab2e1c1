package io.calotype.infra.local.lambda;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.calotype.infra.local.s3.S3Credentials;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;

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
            request ->
                PayloadV2.answer(
                    handler.handleRequest(
                        PayloadV2.event(request, "$default", Optional.empty()), null)));
  }

  /** Its address. */
  public URI url() {
    return server.endpoint();
  }

  @Override
  public void close() {
    server.close();
  }
}
