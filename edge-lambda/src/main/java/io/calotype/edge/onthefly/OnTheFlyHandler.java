package io.calotype.edge.onthefly;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.calotype.pipeline.store.Mark;
import io.calotype.pipeline.store.ObjectStore;
import io.calotype.pipeline.store.StorageFault;
import io.calotype.variants.render.Renderer;
import io.calotype.variants.render.Renderers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.crac.Core;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /<original key>/<variant>}, the path of an object in the variants bucket: has that
 * variant made, stored, and answers with it.
 *
 * <p>Behind a function URL that lets nobody in but the edge (IAM); the function cannot tell a
 * signed request for an exact size from another, so whoever may call it may ask for any size.
 *
 * <p>Statuses: 200 with the picture in base64; 204 where it is larger than {@code
 * x-calotype-inline-bytes-max}: it is stored, ask the bucket; 400 for a path that is no variant's;
 * 404 where there is no such original, or its format is not made while somebody waits; 405; 409,
 * 413, 415, 422 and the like for an original that is refused, by its reason; 429 at capacity; 502
 * where storage or the engine failed; 504 where it takes too long. What is no picture is one line
 * of plain text.
 *
 * <p>Safe for concurrent calls.
 */
public final class OnTheFlyHandler
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  private static final Logger LOG = LoggerFactory.getLogger(OnTheFlyHandler.class);

  /** What is left of Lambda's time for the answer to leave by. */
  private static final Duration ANSWER_RESERVE = Duration.ofMillis(500);

  /** Where nobody says how much time there is. */
  private static final Duration TIME_DEFAULT = Duration.ofSeconds(28);

  private static final String KEEP_SECONDS = "public, max-age=";

  private final OnTheFlySettings settings;
  private final Darkroom darkroom;

  /** Kept here, since the context that it is registered with holds it weakly. */
  @SuppressWarnings("UnusedVariable")
  private @Nullable Priming priming;

  /**
   * For Lambda: settings from the environment, credentials and region as the SDK finds them. Loads
   * the engine's native library, and primes before a SnapStart snapshot.
   */
  public OnTheFlyHandler() {
    this(OnTheFlySettings.fromEnvironment());
  }

  private OnTheFlyHandler(OnTheFlySettings settings) {
    this(settings, FunctionStorage.open(settings), Renderers.choose(settings.engine()));
  }

  private OnTheFlyHandler(OnTheFlySettings settings, FunctionStorage storage, Renderer renderer) {
    this(settings, storage.originals(), storage.variants(), renderer, InstantSource.system());
    priming = new Priming(settings, renderer);
    Core.getGlobalContext().register(priming);
  }

  /**
   * A handler with its parts given.
   *
   * @param originals the bucket of originals, which is only read
   * @param variants the bucket of variants
   * @param renderer the engine
   * @param clock by which refusals are forgotten
   */
  public OnTheFlyHandler(
      OnTheFlySettings settings,
      ObjectStore originals,
      ObjectStore variants,
      Renderer renderer,
      InstantSource clock) {
    this.settings = settings;
    this.darkroom = new Darkroom(settings, originals, variants, renderer, clock);
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(
      APIGatewayV2HTTPEvent event, @Nullable Context context) {
    Deadline deadline = Deadline.in(timeLeft(context));
    try {
      String method = event.getRequestContext().getHttp().getMethod();
      if (!"GET".equals(method)) {
        throw new RefusedAnswerException(RefusedAnswer.badMethod(String.valueOf(method)));
      }
      VariantRequest request =
          VariantRequest.parse(
              event.getRawPath(),
              header(event, VariantRequest.INLINE_BYTES_MAX),
              settings.recipe());
      return answer(darkroom.develop(request, deadline), request);
    } catch (RefusedAnswerException e) {
      return answer(e.answer());
    } catch (StorageFault e) {
      LOG.error("\"{}\": {}", event.getRawPath(), e.getMessage());
      return answer(RefusedAnswer.failed());
    } catch (RuntimeException e) {
      LOG.error("\"{}\" failed", event.getRawPath(), e);
      return answer(RefusedAnswer.failed());
    }
  }

  private static Duration timeLeft(@Nullable Context context) {
    return context == null
        ? TIME_DEFAULT
        : Duration.ofMillis(context.getRemainingTimeInMillis()).minus(ANSWER_RESERVE);
  }

  /** Lambda tells names in lower case; others may not. */
  private static @Nullable String header(APIGatewayV2HTTPEvent event, String name) {
    Map<String, String> headers = event.getHeaders();
    if (headers == null) {
      return null;
    }
    return headers.entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  private static APIGatewayV2HTTPResponse answer(Variant variant, VariantRequest request) {
    Mark mark = variant.mark();
    Map<String, String> headers = headers(60);
    headers.put("content-type", variant.name().format().contentType());
    headers.put("etag", '"' + variant.etag() + '"');
    headers.put("x-amz-meta-" + Mark.V, mark.v());
    headers.put("x-amz-meta-" + Mark.CACHE_TAG, mark.cacheTag());
    byte[] bytes = variant.bytes();
    if (bytes == null || bytes.length > request.inlineBytesMax()) {
      return APIGatewayV2HTTPResponse.builder().withStatusCode(204).withHeaders(headers).build();
    }
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(200)
        .withHeaders(headers)
        .withBody(Base64.getEncoder().encodeToString(bytes))
        .withIsBase64Encoded(true)
        .build();
  }

  private static APIGatewayV2HTTPResponse answer(RefusedAnswer answer) {
    Map<String, String> headers = headers(answer.maxAgeSeconds());
    headers.put("content-type", "text/plain; charset=utf-8");
    if (answer.retryAfterSeconds() > 0) {
      headers.put("retry-after", String.valueOf(answer.retryAfterSeconds()));
    }
    if (answer.status() == 405) {
      headers.put("allow", "GET");
    }
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(answer.status())
        .withHeaders(headers)
        .withBody(answer.message() + "\n")
        .build();
  }

  private static Map<String, String> headers(int maxAgeSeconds) {
    Map<String, String> headers = new TreeMap<>();
    headers.put("cache-control", maxAgeSeconds == 0 ? "no-store" : KEEP_SECONDS + maxAgeSeconds);
    headers.put("x-content-type-options", "nosniff");
    return headers;
  }
}
