package io.calotype.variants.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.variants.fixture.Avif;
import io.calotype.variants.fixture.ColourGrid;
import io.calotype.variants.fixture.Exif;
import io.calotype.variants.fixture.Headers;
import io.calotype.variants.fixture.Stored;
import io.calotype.variants.name.Format;
import io.calotype.variants.name.VariantName;
import io.calotype.variants.probe.Probe;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import io.calotype.variants.render.scalr.ScalrRenderer;
import io.calotype.variants.render.vips.VipsRenderer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every orientation of every format that can say one, into every format, by both engines. */
class OrientationTest {
  private static final Recipe RECIPE =
      RecipeReader.read(
          "a test",
          """
          {"version": 1, "widths": [60],
           "formats": [{"format": "jpeg", "quality": 90}, {"format": "webp", "quality": 90},
                       {"format": "avif", "quality": 90, "effort": 0},
                       {"format": "png", "quality": 90}]}
          """
              .getBytes(StandardCharsets.UTF_8));

  private static final Set<String> VIPS_ONLY = Set.of("webp", "avif");
  private static final Renderer VIPS = VipsRenderer.open();
  private static final Renderer SCALR = new ScalrRenderer();

  /** As wide as 4 and as high as 3, and no corner like another. */
  private static final BufferedImage PICTURE = picture();

  static Stream<Arguments> originals() {
    return Stream.of("jpeg", "png", "webp", "tiff", "avif")
        .flatMap(
            format ->
                IntStream.rangeClosed(1, 8)
                    .boxed()
                    .flatMap(
                        orientation ->
                            Stream.of(VIPS, SCALR)
                                .filter(e -> e.equals(VIPS) || !VIPS_ONLY.contains(format))
                                .map(engine -> Arguments.of(format, orientation, engine))));
  }

  @ParameterizedTest(name = "{0} of orientation {1}", autoCloseArguments = false)
  @MethodSource("originals")
  void isStoredUprightInEveryFormat(String format, int orientation, Renderer engine) {
    byte[] original = original(format, orientation);
    // AVIF's own boxes are followed by its decoder.
    assertThat(Probe.read(original, RECIPE).orientation())
        .isEqualTo(format.equals("avif") ? 1 : orientation);
    Rendering rendering = new LadderMaker(RECIPE, engine).make(original);
    ColourGrid expected = ColourGrid.of(PICTURE);
    for (RenderedImage image : rendering.ladder().images()) {
      String as = image.planned().encoding().format().id();
      BufferedImage seen = Viewer.sees(image);
      assertThat(seen.getWidth()).as(as).isEqualTo(60);
      assertThat(seen.getHeight()).as(as).isEqualTo(45);
      assertThat(ColourGrid.of(seen).distance(expected)).as(as).isLessThan(6);
    }
  }

  @ParameterizedTest(name = "crop of orientation {1}", autoCloseArguments = false)
  @MethodSource("originals")
  void isCroppedUpright(String format, int orientation, Renderer engine) {
    VariantName name = VariantName.parse("w45-1x1.png").orElseThrow();
    Rendering rendering =
        new LadderMaker(RECIPE, engine)
            .make(original(format, orientation), RenderHints.NONE, List.of(name));
    BufferedImage seen = Viewer.sees(rendering.ladder().images().get(0));
    ColourGrid expected = ColourGrid.of(PICTURE.getSubimage(40, 0, 240, 240));
    assertThat(seen.getWidth()).isEqualTo(45);
    assertThat(seen.getHeight()).isEqualTo(45);
    assertThat(ColourGrid.of(seen).distance(expected)).isLessThan(6);
  }

  private static byte[] original(String format, int orientation) {
    BufferedImage stored = Stored.as(PICTURE, orientation);
    byte[] exif = Exif.orientation(orientation, orientation % 2 == 0);
    return switch (format) {
      case "jpeg" -> Exif.intoJpeg(file(stored, "jpeg"), exif);
      case "png" -> Exif.intoPng(file(stored, "png"), exif);
      case "webp" -> webp(stored, exif);
      case "avif" -> Avif.turned(encoded(stored, Format.AVIF), orientation);
      default -> Headers.tiffOf(stored, orientation);
    };
  }

  /** A still of VP8 data, in the form that can carry EXIF. */
  private static byte[] webp(BufferedImage stored, byte[] exif) {
    byte[] simple = encoded(stored, Format.WEBP);
    byte[] data = Arrays.copyOfRange(simple, 12, simple.length);
    return Headers.webp(
        Headers.vp8x(0x08, stored.getWidth(), stored.getHeight()),
        data,
        Headers.webpChunk("EXIF", exif));
  }

  private static byte[] encoded(BufferedImage picture, Format format) {
    VariantName name = VariantName.uncropped(picture.getWidth(), format);
    return new LadderMaker(RECIPE, VIPS)
        .make(file(picture, "png"), RenderHints.NONE, List.of(name))
        .ladder()
        .images()
        .get(0)
        .bytes();
  }

  private static BufferedImage picture() {
    BufferedImage image = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(120, 120, 120));
    graphics.fillRect(0, 0, 320, 240);
    Color[] corners = {Color.RED, new Color(20, 160, 20), Color.BLUE, Color.YELLOW};
    for (int i = 0; i < corners.length; i++) {
      graphics.setColor(corners[i]);
      graphics.fillRect(i % 2 * 200, i / 2 * 140, 120, 100);
    }
    graphics.dispose();
    return image;
  }

  private static byte[] file(BufferedImage image, String format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
