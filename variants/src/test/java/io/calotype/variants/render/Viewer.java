package io.calotype.variants.render;

import io.calotype.variants.name.Format;
import io.calotype.variants.name.VariantName;
import io.calotype.variants.probe.Probe;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import io.calotype.variants.render.vips.VipsRenderer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Sees a variant as a browser shows it; WebP and AVIF through the engine, which follows what they
 * say of themselves.
 */
final class Viewer {
  private static final Recipe AS_PNG =
      RecipeReader.read(
          "a viewer",
          """
          {"version": 1, "widths": [320],
           "formats": [{"format": "jpeg", "quality": 90}, {"format": "png", "quality": 90}]}
          """
              .getBytes(StandardCharsets.UTF_8));

  private static final LadderMaker MAKER = new LadderMaker(AS_PNG, VipsRenderer.open());

  private Viewer() {}

  /** What is seen of a file. */
  static BufferedImage sees(byte[] file, Format format) {
    byte[] readable = format == Format.WEBP || format == Format.AVIF ? png(file) : file;
    try {
      return ImageIO.read(new ByteArrayInputStream(readable));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is seen of a variant. */
  static BufferedImage sees(RenderedImage variant) {
    return sees(variant.bytes(), variant.planned().encoding().format());
  }

  private static byte[] png(byte[] file) {
    int widthPx = Probe.read(file, AS_PNG).uprightWidthPx();
    return MAKER
        .make(file, RenderHints.NONE, List.of(VariantName.uncropped(widthPx, Format.PNG)))
        .ladder()
        .images()
        .get(0)
        .bytes();
  }
}
