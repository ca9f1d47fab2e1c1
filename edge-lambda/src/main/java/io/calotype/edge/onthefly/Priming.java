package io.calotype.edge.onthefly;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import io.calotype.pipeline.store.NewObject;
import io.calotype.pipeline.store.StorageFault;
import io.calotype.pipeline.store.WriteCondition;
import io.calotype.variants.name.Format;
import io.calotype.variants.name.VariantName;
import io.calotype.variants.recipe.Encoding;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.render.LadderMaker;
import io.calotype.variants.render.RenderHints;
import io.calotype.variants.render.RenderedImage;
import io.calotype.variants.render.Renderer;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.crac.Context;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does before a SnapStart snapshot what the first request would otherwise wait for: a tiny render
 * in each format, from each of them, calls to both buckets, and a whole request in vain.
 *
 * <p>The calls go over a storage of their own that is closed again: no connection is in the
 * snapshot, so that none is found dead after it. Nothing else in the function must differ between
 * environments that are restored from one snapshot: it draws no random numbers but for the pauses
 * between attempts, and remembers nothing before its first request.
 */
final class Priming implements Resource {
  private static final Logger LOG = LoggerFactory.getLogger(Priming.class);

  /** One white pixel. */
  private static final byte[] PNG =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mP4DwABAQEAHLCMmQAAAABJ"
                  + "RU5ErkJggg==");

  /** A key that the ticket function never gives. */
  private static final String NOBODYS_KEY = "calotype-priming";

  private static final NewObject NOTHING =
      new NewObject(new byte[1], "application/octet-stream", "no-store", Map.of());

  private final OnTheFlySettings settings;
  private final Renderer renderer;

  Priming(OnTheFlySettings settings, Renderer renderer) {
    this.settings = settings;
    this.renderer = renderer;
  }

  /**
   * Primes. A bucket that does not answer fails nothing: the first request will say so, and a
   * deployment whose role is not in effect yet goes through.
   */
  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    render();
    try (FunctionStorage storage = FunctionStorage.open(settings)) {
      storage.originals().fetch(NOBODYS_KEY);
      storage.variants().look(NOBODYS_KEY);
      // Writes nothing, since nothing has this entity tag.
      storage.variants().put(NOBODYS_KEY, NOTHING, WriteCondition.over("none"));
      new OnTheFlyHandler(
              settings, storage.originals(), storage.variants(), renderer, InstantSource.system())
          .handleRequest(request(), null);
    } catch (StorageFault e) {
      LOG.warn("not primed: {}", e.getMessage());
    }
  }

  private static APIGatewayV2HTTPEvent request() {
    return APIGatewayV2HTTPEvent.builder()
        .withRawPath("/" + NOBODYS_KEY + "/w1.jpg")
        .withRequestContext(
            RequestContext.builder()
                .withHttp(RequestContext.Http.builder().withMethod("GET").build())
                .build())
        .build();
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    // Storage connects with its first call, and the native library lives on in the snapshot.
  }

  /** Renders a pixel in each format that is made on the fly, and then from what came out. */
  void render() {
    Recipe recipe = settings.recipe();
    List<VariantName> names =
        recipe.encodings().stream()
            .filter(encoding -> !encoding.slow())
            .map(Encoding::format)
            .filter(renderer.formats()::contains)
            .map(format -> VariantName.uncropped(1, format))
            .toList();
    LadderMaker maker = new LadderMaker(recipe, renderer);
    if (!recipe.accept().contains(Format.PNG.contentType())) {
      return;
    }
    for (RenderedImage image : maker.make(PNG, RenderHints.NONE, names).ladder().images()) {
      if (recipe.accept().contains(image.planned().encoding().format().contentType())) {
        maker.make(image.bytes(), RenderHints.NONE, names);
      }
    }
  }
}
