package io.calotype.variants.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calotype.variants.crop.FocalPoint;
import io.calotype.variants.fixture.Exif;
import io.calotype.variants.name.VariantName;
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
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Crops and exact names, by both engines. */
class CropRenderingTest {
  private static final Recipe RECIPE =
      RecipeReader.read(
          "a test",
          """
          {"version": 1, "widths": [80, 160],
           "formats": [{"format": "jpeg", "quality": 90}, {"format": "png", "quality": 90, "slow": true}]}
          """
              .getBytes(StandardCharsets.UTF_8));

  static Stream<Renderer> engines() {
    return Stream.of(VipsRenderer.open(), new ScalrRenderer());
  }

  @ParameterizedTest
  @MethodSource("engines")
  void makesTheLadderWithoutWhatIsSlow(Renderer engine) {
    LadderMaker maker = new LadderMaker(RECIPE, engine);
    assertThat(names(maker.make(stripes(400, 100)))).containsExactly("w160.jpg", "w80.jpg");
    assertThat(names(maker.make(stripes(400, 100), RenderHints.NONE, maker.slowLadder())))
        .containsExactly("w160.png", "w80.png");
  }

  @ParameterizedTest
  @MethodSource("engines")
  void makesExactlyTheNamesAskedFor(Renderer engine) {
    Rendering rendering =
        make(engine, stripes(400, 100), null, "w33-1x1.jpg", "w500.jpg", "w7.png", "w50-1x1.png");
    assertThat(names(rendering))
        .containsExactly("w500.jpg", "w7.png", "w50-1x1.png", "w33-1x1.jpg");
    assertThat(sizes(rendering)).containsExactly("400x100", "7x2", "50x50", "33x33");
  }

  @ParameterizedTest
  @MethodSource("engines")
  void neverEnlargesACrop(Renderer engine) {
    Rendering rendering = make(engine, stripes(400, 100), null, "w160-1x1.jpg", "w1080-1x1.jpg");
    assertThat(sizes(rendering)).containsExactly("100x100");
    assertThat(names(rendering)).containsExactly("w160-1x1.jpg", "w1080-1x1.jpg");
  }

  @ParameterizedTest
  @MethodSource("engines")
  void showsTheMiddle(Renderer engine) {
    BufferedImage crop = only(make(engine, stripes(400, 100), null, "w80-1x1.png"));
    assertThat(colourAt(crop, 0.25)).isEqualTo(Color.GREEN);
    assertThat(colourAt(crop, 0.75)).isEqualTo(Color.BLUE);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void showsTheFocalPoint(Renderer engine) {
    BufferedImage left =
        only(make(engine, stripes(400, 100), new FocalPoint(0.125, 0.5), "w80-1x1.png"));
    assertThat(colourAt(left, 0.1)).isEqualTo(Color.RED);
    assertThat(colourAt(left, 0.9)).isEqualTo(Color.RED);
    BufferedImage right =
        only(make(engine, stripes(400, 100), new FocalPoint(1, 0.5), "w80-1x1.png"));
    assertThat(colourAt(right, 0.1)).isEqualTo(Color.YELLOW);
    assertThat(colourAt(right, 0.9)).isEqualTo(Color.YELLOW);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void countsTheFocalPointOnTheUprightPicture(Renderer engine) {
    BufferedImage sideways = new BufferedImage(100, 400, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 400; y++) {
      for (int x = 0; x < 100; x++) {
        sideways.setRGB(x, y, stripe(399 - y).getRGB());
      }
    }
    // Turned to the right, the top of what is stored comes to lie on the right.
    byte[] file = Exif.intoJpeg(file(sideways, "jpeg"), Exif.orientation(6, true));
    BufferedImage crop = only(make(engine, file, new FocalPoint(0.125, 0.5), "w80-1x1.png"));
    int[] rgb = rgb(crop, 0.5);
    assertThat(rgb[0]).isGreaterThan(200);
    assertThat(rgb[1]).isLessThan(60);
    assertThat(rgb[2]).isLessThan(60);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void framesACropAloneAsInCompany(Renderer engine) {
    FocalPoint point = new FocalPoint(0.31, 0.5);
    byte[] file = stripes(399, 101);
    BufferedImage alone = only(make(engine, file, point, "w40-1x1.png"));
    Rendering company =
        make(engine, file, point, "w160.png", "w99-1x1.png", "w40-1x1.png", "w60-4x3.png");
    BufferedImage among =
        company.ladder().images().stream()
            .filter(image -> image.planned().names().toString().equals("[w40-1x1.png]"))
            .map(Viewer::sees)
            .findFirst()
            .orElseThrow();
    for (double x = 0.02; x < 1; x += 0.04) {
      int[] a = rgb(alone, x);
      int[] b = rgb(among, x);
      // Where a stripe ends two resizes blur a little otherwise than one.
      if (!nearAnEdge(alone, x)) {
        assertThat(a).as("at %s", x).isEqualTo(b);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void refusesNamesOfOtherFormats(Renderer engine) {
    assertThatThrownBy(() -> make(engine, stripes(400, 100), null, "w80.avif"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected variants of the recipe's formats but got w80.avif");
    assertThatThrownBy(() -> make(engine, stripes(400, 100), null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Rendering make(
      Renderer engine, byte[] file, @Nullable FocalPoint focalPoint, String... names) {
    List<VariantName> parsed =
        Arrays.stream(names).map(name -> VariantName.parse(name).orElseThrow()).toList();
    return new LadderMaker(RECIPE, engine).make(file, new RenderHints("", focalPoint), parsed);
  }

  private static List<String> names(Rendering rendering) {
    return rendering.ladder().images().stream()
        .flatMap(image -> image.planned().names().stream())
        .map(VariantName::toString)
        .toList();
  }

  /** As the files have them, after the plan has been found to say the same. */
  private static List<String> sizes(Rendering rendering) {
    return rendering.ladder().images().stream()
        .map(
            image -> {
              BufferedImage pixels = Viewer.sees(image);
              assertThat(image.planned().widthPx()).isEqualTo(pixels.getWidth());
              assertThat(image.planned().heightPx()).isEqualTo(pixels.getHeight());
              return pixels.getWidth() + "x" + pixels.getHeight();
            })
        .toList();
  }

  private static BufferedImage only(Rendering rendering) {
    assertThat(rendering.ladder().images()).hasSize(1);
    return Viewer.sees(rendering.ladder().images().get(0));
  }

  /** Four upright stripes of the same width: red, green, blue, yellow. */
  private static byte[] stripes(int widthPx, int heightPx) {
    BufferedImage image = new BufferedImage(widthPx, heightPx, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    for (int x = 0; x < widthPx; x++) {
      graphics.setColor(stripe(x * 400 / widthPx));
      graphics.fillRect(x, 0, 1, heightPx);
    }
    graphics.dispose();
    return file(image, "png");
  }

  private static Color stripe(int xOf400) {
    return List.of(Color.RED, Color.GREEN, Color.BLUE, Color.YELLOW).get(xOf400 / 100);
  }

  private static boolean nearAnEdge(BufferedImage image, double x) {
    int[] here = rgb(image, x);
    return !Arrays.equals(here, rgb(image, Math.max(0, x - 0.1)))
        || !Arrays.equals(here, rgb(image, Math.min(1, x + 0.1)));
  }

  private static Color colourAt(BufferedImage image, double x) {
    int[] rgb = rgb(image, x);
    return new Color(rgb[0], rgb[1], rgb[2]);
  }

  private static int[] rgb(BufferedImage image, double x) {
    int column = Math.min(image.getWidth() - 1, (int) (x * image.getWidth()));
    Color colour = new Color(image.getRGB(column, image.getHeight() / 2));
    return new int[] {colour.getRed(), colour.getGreen(), colour.getBlue()};
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
