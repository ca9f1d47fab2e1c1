package io.calotype.infra.local.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import io.calotype.infra.local.http.Answer;
import io.calotype.pipeline.kinesis.StreamException;
import io.calotype.variants.request.Excerpt;
import io.calotype.variants.request.PercentEncoding;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the console's page asks, in JSON, below {@code /_calotype/api/}; for that page alone.
 *
 * <ul>
 *   <li>{@code GET system}: addresses, and what the recipe makes
 *   <li>{@code GET status}: the job
 *   <li>{@code GET pictures}: the originals that came last, or one: {@code ?key=}
 *   <li>{@code GET dead-letters}: what was refused, newest first
 *   <li>{@code POST dead-letters/redrive}: another try, {@code {"ids":[...]}}; with a token
 *   <li>{@code GET token}: a bearer token for {@code /uploads} and for POST here, 10 minutes long
 * </ul>
 */
final class LocalApi {
  private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(10);
  private static final int PICTURES_MAX = 24;
  private static final int LETTERS_MAX = 100;
  private static final int BODY_BYTES_MAX = 64 * 1024;
  private static final JsonMapper JSON = new JsonMapper();

  private final PageOrigin page;
  private final Tokens tokens;
  private final SystemFacts system;
  private final LatestStatus status;
  private final RecentPictures pictures;
  private final DeadLetterDesk letters;

  LocalApi(
      PageOrigin page,
      Tokens tokens,
      SystemFacts system,
      LatestStatus status,
      RecentPictures pictures,
      DeadLetterDesk letters) {
    this.page = page;
    this.tokens = tokens;
    this.system = system;
    this.status = status;
    this.pictures = pictures;
    this.letters = letters;
  }

  /** The answer to a request for one of its names. */
  Answer answer(HttpExchange exchange, String name) throws IOException, InterruptedException {
    Optional<String> objection = page.objection(exchange.getRequestHeaders());
    if (objection.isPresent()) {
      return Answer.text(403, objection.get());
    }
    String method = exchange.getRequestMethod();
    String expected = name.equals("dead-letters/redrive") ? "POST" : "GET";
    if (!method.equals(expected)) {
      return Answer.text(405, "expected " + expected + " but got " + method);
    }
    return switch (name) {
      case "system" -> json(system);
      case "status" -> status();
      case "pictures" -> pictures(exchange.getRequestURI().getRawQuery());
      case "token" -> json(Map.of("token", tokens.issue("console", TOKEN_LIFETIME)));
      case "dead-letters" -> json(letters.newest(LETTERS_MAX));
      case "dead-letters/redrive" -> redrive(exchange);
      default -> Answer.text(404, "expected a name of the local API but got " + Excerpt.of(name));
    };
  }

  private Answer status() throws InterruptedException {
    try {
      return json(status.get());
    } catch (IOException e) {
      return Answer.text(503, String.valueOf(e.getMessage()));
    }
  }

  private Answer pictures(String query) {
    if (query == null) {
      return json(pictures.newest(PICTURES_MAX));
    }
    Optional<String> key =
        query.startsWith("key=") ? PercentEncoding.decode(query.substring(4)) : Optional.empty();
    return key.filter(given -> !given.isEmpty())
        .map(given -> json(pictures.of(given)))
        .orElseGet(
            () ->
                Answer.text(
                    400,
                    "expected key=, a key in percent-encoded UTF-8, but got " + Excerpt.of(query)));
  }

  private Answer redrive(HttpExchange exchange) throws IOException, InterruptedException {
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (authorization == null || tokens.authorize(authorization).isEmpty()) {
      return Answer.text(401, "expected a bearer token that is valid; the name token gives one");
    }
    byte[] body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX + 1);
    if (body.length > BODY_BYTES_MAX) {
      return Answer.text(413, "expected at most " + BODY_BYTES_MAX + " bytes but got more");
    }
    Optional<List<String>> ids = ids(body);
    if (ids.isEmpty()) {
      return Answer.text(400, "expected {\"ids\":[...]} with dead letters' ids but got else");
    }
    try {
      return json(letters.redrive(ids.get()));
    } catch (StreamException e) {
      return Answer.text(503, String.valueOf(e.getMessage()));
    }
  }

  private static Optional<List<String>> ids(byte[] body) throws IOException {
    JsonNode given;
    try {
      given = JSON.readTree(body).path("ids");
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
    List<String> ids = new ArrayList<>();
    for (JsonNode id : given) {
      if (!id.isTextual() || id.textValue().isEmpty()) {
        return Optional.empty();
      }
      ids.add(id.asText());
    }
    return given.isArray() && !ids.isEmpty() && ids.size() <= LETTERS_MAX
        ? Optional.of(ids)
        : Optional.empty();
  }

  private static Answer json(Object value) {
    try {
      return new Answer(
          200,
          Map.of(
              "Content-Type", "application/json",
              "Cache-Control", "no-store",
              "Cross-Origin-Resource-Policy", "same-origin",
              "X-Content-Type-Options", "nosniff"),
          JSON.writeValueAsBytes(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records of texts and numbers can be written", e);
    }
  }
}
