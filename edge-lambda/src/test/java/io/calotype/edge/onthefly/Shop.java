package io.calotype.edge.onthefly;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.calotype.pipeline.store.Mark;
import io.calotype.pipeline.store.NewObject;
import io.calotype.pipeline.store.WriteCondition;
import io.calotype.pipeline.store.testing.FakeObjectStore;
import io.calotype.pipeline.store.testing.FakeObjectStore.Calls;
import io.calotype.pipeline.store.testing.FakeObjectStore.Kept;
import io.calotype.pipeline.store.testing.FakeObjectStore.Objects;
import io.calotype.variants.manifest.Source;
import io.calotype.variants.name.VariantName;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Two buckets in memory, an engine that paints, and handlers that work on them. */
final class Shop {
  static final Recipe RECIPE =
      RecipeReader.read(
          "a test",
          """
          {"version": 1, "widths": [160, 320], "ratios": ["1:1"],
           "formats": [{"format": "jpeg", "quality": 80}, {"format": "webp", "quality": 80},
                       {"format": "avif", "quality": 50, "slow": true}],
           "limits": {"bytes": 1000000}}
          """
              .getBytes(StandardCharsets.UTF_8));

  final Objects originals = new Objects();
  final Objects variants = new Objects();
  final PaintedRenderer renderer = new PaintedRenderer();
  final SetClock clock = new SetClock();

  /** The calls that were made, as {@code put a.jpg/w160.jpg}; originals' and variants' alike. */
  final List<String> calls = Collections.synchronizedList(new ArrayList<>());

  OnTheFlyHandler handler() {
    return handler(FakeObjectStore.DIRECT);
  }

  OnTheFlyHandler handler(Calls around) {
    return handler(settings(2, 200), around);
  }

  OnTheFlyHandler handler(OnTheFlySettings settings, Calls around) {
    Calls noted =
        new Calls() {
          @Override
          public <T> T make(String what, Supplier<T> call) {
            calls.add(what);
            return around.make(what, call);
          }
        };
    return new OnTheFlyHandler(
        settings,
        new FakeObjectStore(originals, noted),
        new FakeObjectStore(variants, noted),
        renderer,
        clock);
  }

  static OnTheFlySettings settings(int rendersMax, int waitingMax) {
    return new OnTheFlySettings(
        "originals",
        "variants",
        "vips",
        RECIPE,
        rendersMax,
        waitingMax,
        10_000_000,
        10_000_000,
        Duration.ofSeconds(20));
  }

  static APIGatewayV2HTTPResponse get(OnTheFlyHandler handler, String path) {
    return get(handler, path, Map.of());
  }

  static APIGatewayV2HTTPResponse get(
      OnTheFlyHandler handler, String path, Map<String, String> headers) {
    return handler.handleRequest(event("GET", path, headers), null);
  }

  static APIGatewayV2HTTPEvent event(String method, String path, Map<String, String> headers) {
    return APIGatewayV2HTTPEvent.builder()
        .withRawPath(path)
        .withHeaders(headers)
        .withRequestContext(
            RequestContext.builder()
                .withHttp(RequestContext.Http.builder().withMethod(method).build())
                .build())
        .build();
  }

  static String picture(APIGatewayV2HTTPResponse response) {
    return new String(Base64.getDecoder().decode(response.getBody()), StandardCharsets.UTF_8);
  }

  /** The version of an original that stands there now. */
  Source source(String key) {
    Kept kept = originals.get(key);
    return new Source(kept.etag(), kept.object().bytes().length, null);
  }

  Mark mark(String key) {
    return new Mark(key, source(key), RECIPE);
  }

  /** What a variant's object says, or "nothing". */
  String standing(String key) {
    Kept kept = variants.get(key);
    return kept == null ? "nothing" : new String(kept.object().bytes(), StandardCharsets.UTF_8);
  }

  /** Stores a variant as some other process would have made it. */
  void stand(String key, String name, String text, Mark mark) {
    new FakeObjectStore(variants, FakeObjectStore.DIRECT)
        .put(
            key + "/" + name,
            new NewObject(
                text.getBytes(StandardCharsets.UTF_8),
                "image/jpeg",
                "",
                mark.of(VariantName.parse(name).orElseThrow())),
            WriteCondition.absent());
  }
}
