package io.calotype.infra.local.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Http;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.calotype.infra.local.http.Answer;
import io.calotype.infra.local.http.RawRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Requests and answers in payload format 2.0, which HTTP APIs and function URLs share. */
public final class PayloadV2 {
  private PayloadV2() {}

  /**
   * The event that a handler gets.
   *
   * @param routeKey the route that was chosen, {@code $default} for a function URL
   * @param claims those of the token that the authoriser took, if there is one
   */
  public static APIGatewayV2HTTPEvent event(
      RawRequest request, String routeKey, Optional<Map<String, String>> claims) {
    Http http =
        Http.builder()
            .withMethod(request.method())
            .withPath(request.rawPath())
            .withProtocol("HTTP/1.1")
            .withSourceIp("127.0.0.1")
            .withUserAgent(request.header("user-agent"))
            .build();
    RequestContext.RequestContextBuilder context =
        RequestContext.builder().withStage("$default").withHttp(http);
    claims.ifPresent(
        given ->
            context.withAuthorizer(
                Authorizer.builder()
                    .withJwt(Authorizer.JWT.builder().withClaims(given).build())
                    .build()));
    return APIGatewayV2HTTPEvent.builder()
        .withVersion("2.0")
        .withRouteKey(routeKey)
        .withRawPath(request.rawPath())
        .withRawQueryString(request.rawQuery())
        .withHeaders(request.headers())
        .withBody(new String(request.body(), StandardCharsets.UTF_8))
        .withIsBase64Encoded(false)
        .withRequestContext(context.build())
        .build();
  }

  /** What a handler's answer is over HTTP. */
  public static Answer answer(APIGatewayV2HTTPResponse response) {
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
