package io.calotype.edge.ticket;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.reason.RefusedException;
import io.calotype.variants.request.Excerpt;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * {@code POST /uploads}: answers {@code {"filename","contentType","bytes"}} with an {@link
 * UploadTicket}.
 *
 * <p>Behind an HTTP API whose authoriser has verified the token; an event that carries no claims is
 * refused here once more, so that a route wired without its authoriser gives nothing away.
 *
 * <p>Statuses: 201; 400 where the body is not of its form; 401 without claims; 404 and 405 for
 * other paths and methods; 413 and 415 for a file that the recipe does not take; 204 for {@code
 * OPTIONS}. A refusal's body is one line of plain text. What is not the caller's fault is thrown,
 * so that Lambda counts it as an error of the function and the API answers 500.
 *
 * <p>Safe for concurrent calls; makes no call over the network.
 */
public final class UploadTicketHandler
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  private static final String PATH = "/uploads";
  private static final String METHODS = "OPTIONS, POST";
  private static final String PREFLIGHT_SECONDS = "600";
  private static final JsonMapper JSON = new JsonMapper();

  private final TicketSettings settings;
  private final TicketOffice office;

  /** For Lambda: settings from the environment, credentials and region as the SDK finds them. */
  public UploadTicketHandler() {
    this(TicketSettings.fromEnvironment());
  }

  private UploadTicketHandler(TicketSettings settings) {
    this(
        settings,
        S3Presigner.builder()
            .serviceConfiguration(
                S3Configuration.builder().accelerateModeEnabled(settings.accelerated()).build())
            .build(),
        new SecureRandom());
  }

  /**
   * A handler with its parts given.
   *
   * @param presigner for the region, endpoint and credentials of the originals bucket
   * @param random where the unguessable part of keys comes from
   */
  public UploadTicketHandler(
      TicketSettings settings, S3Presigner presigner, RandomGenerator random) {
    this.settings = settings;
    this.office = new TicketOffice(settings, presigner, random);
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(
      APIGatewayV2HTTPEvent event, @Nullable Context context) {
    Map<String, String> headers = new TreeMap<>();
    headers.put("cache-control", "no-store");
    headers.put("x-content-type-options", "nosniff");
    allowOrigin(event, headers);
    String method = event.getRequestContext().getHttp().getMethod();
    if (!PATH.equals(event.getRawPath())) {
      return refusal(
          404, "expected the path " + PATH + " but got " + shown(event.getRawPath()), headers);
    }
    if ("OPTIONS".equals(method)) {
      return preflight(headers);
    }
    if (!"POST".equals(method)) {
      headers.put("allow", METHODS);
      return refusal(405, "expected the method POST but got " + shown(method), headers);
    }
    try {
      requireClaims(event);
      TicketRequest request = TicketRequest.parse(body(event), settings.recipe());
      return ticket(office.issue(request), headers);
    } catch (RefusedException e) {
      if (e.reason() == Reason.MISSING_TOKEN) {
        headers.put("www-authenticate", "Bearer");
      }
      return refusal(e.reason().httpStatus(), e.getMessage(), headers);
    }
  }

  private static void requireClaims(APIGatewayV2HTTPEvent event) {
    APIGatewayV2HTTPEvent.RequestContext.Authorizer authorizer =
        event.getRequestContext().getAuthorizer();
    if (authorizer == null
        || authorizer.getJwt() == null
        || authorizer.getJwt().getClaims() == null
        || authorizer.getJwt().getClaims().isEmpty()) {
      throw new RefusedException(
          Reason.MISSING_TOKEN,
          "expected a token in the header Authorization: Bearer <token> but got none that is valid");
    }
  }

  private static String body(APIGatewayV2HTTPEvent event) {
    String body = event.getBody() == null ? "" : event.getBody();
    if (!event.getIsBase64Encoded()) {
      return body;
    }
    try {
      return new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(
          Reason.BAD_PARAMETER, "expected a body in base64 but got " + Excerpt.of(body), e);
    }
  }

  private void allowOrigin(APIGatewayV2HTTPEvent event, Map<String, String> headers) {
    if (settings.corsOrigins().contains("*")) {
      headers.put("access-control-allow-origin", "*");
      return;
    }
    headers.put("vary", "origin");
    String origin = event.getHeaders() == null ? null : event.getHeaders().get("origin");
    if (origin != null && settings.corsOrigins().contains(origin)) {
      headers.put("access-control-allow-origin", origin);
    }
  }

  private static APIGatewayV2HTTPResponse preflight(Map<String, String> headers) {
    headers.put("allow", METHODS);
    headers.put("access-control-allow-methods", "POST");
    headers.put("access-control-allow-headers", "authorization, content-type");
    headers.put("access-control-max-age", PREFLIGHT_SECONDS);
    return APIGatewayV2HTTPResponse.builder().withStatusCode(204).withHeaders(headers).build();
  }

  private static APIGatewayV2HTTPResponse ticket(UploadTicket ticket, Map<String, String> headers) {
    headers.put("content-type", "application/json");
    try {
      return APIGatewayV2HTTPResponse.builder()
          .withStatusCode(201)
          .withHeaders(headers)
          .withBody(JSON.writeValueAsString(ticket))
          .build();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a ticket can always be written as JSON", e);
    }
  }

  private static APIGatewayV2HTTPResponse refusal(
      int status, String message, Map<String, String> headers) {
    headers.put("content-type", "text/plain; charset=utf-8");
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(status)
        .withHeaders(headers)
        .withBody(message + "\n")
        .build();
  }

  private static String shown(@Nullable String value) {
    return value == null ? "none" : Excerpt.of(value);
  }
}
