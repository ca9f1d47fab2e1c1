package io.calotype.variants.render.vips;

import io.calotype.benchmarks.stages.Picture;
import io.calotype.benchmarks.stages.Stages;
import io.calotype.variants.plan.Plan;
import io.calotype.variants.probe.ImageHeader;
import io.calotype.variants.probe.SourceFormat;
import io.calotype.variants.recipe.Encoding;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;

/**
 * The stages of the engine on libvips, one by one, by the engine's own code.
 *
 * <p>It stands in the engine's package and in the benchmarks' module: taking the stages apart is
 * nobody else's business, so that the engine shows them to nobody.
 */
public final class VipsStages implements Stages {
  private static final ImageHeader ANY = new ImageHeader(SourceFormat.JPEG, 1, 1, 1, 1, false);

  private final Vips vips;
  private final Encoder encoder;

  private VipsStages(Vips vips, Recipe recipe) {
    this.vips = vips;
    this.encoder = new Encoder(Plan.ladder(recipe, ANY));
  }

  /**
   * Loads the library, for the rest of the process.
   *
   * @throws io.calotype.variants.render.RendererUnavailableException where this machine cannot
   */
  public static VipsStages open() {
    return new VipsStages(
        SharedVips.enter(VipsSettings.ofEnvironment()).vips(), RecipeReader.defaultRecipe());
  }

  @Override
  public Picture decode(byte[] photo, ImageHeader header) {
    Scope scope = scope();
    return new VipsPicture(
        scope,
        new Decoding(photo, header, header.uprightWidthPx(), header.uprightHeightPx()).into(scope));
  }

  @Override
  public Picture resize(Picture picture, int widthPx, int heightPx) {
    Scope scope = scope();
    VipsImage from = ((VipsPicture) picture).image().in(scope);
    return new VipsPicture(scope, from.resized(widthPx, heightPx).materialised());
  }

  @Override
  public byte[] encode(Picture picture, Encoding encoding) {
    try (Scope scope = scope()) {
      return encoder.encode(((VipsPicture) picture).image().in(scope), encoding);
    }
  }

  /** Of a rendering that may take as long as it likes. */
  private Scope scope() {
    return new Scope(vips, new Deadline(vips.functions()));
  }

  private record VipsPicture(Scope scope, VipsImage image) implements Picture {
    @Override
    public int widthPx() {
      return image.widthPx();
    }

    @Override
    public int heightPx() {
      return image.heightPx();
    }

    @Override
    public byte[] pixels() {
      return image.pixels();
    }

    @Override
    public void close() {
      scope.close();
    }
  }
}
