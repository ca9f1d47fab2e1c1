package io.calotype.variants.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.variants.fixture.ColourGrid;
import io.calotype.variants.fixture.Icc;
import io.calotype.variants.fixture.Jpeg;
import io.calotype.variants.fixture.Png;
import io.calotype.variants.fixture.RgbSpace;
import io.calotype.variants.name.Format;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.reason.RefusedException;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import io.calotype.variants.render.scalr.ScalrRenderer;
import io.calotype.variants.render.vips.VipsRenderer;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One picture in each way in which files carry colours, through both engines into every format: it
 * looks the same each time. All of it is made here, so that none of it is ever skipped.
 */
class MadePicturesTest {
  private static final int SIDE_PX = 240;
  private static final double DISTANCE_MAX = 2.5;

  /** Halved colour bleeds over the edges of the parts. */
  private static final double DISTANCE_OF_LOSS_MAX = 4;

  /** Without a profile inks are taken to be those of offset printing on coated paper. */
  private static final double DISTANCE_OF_UNKNOWN_INKS_MAX = 25;

  private static final List<RgbSpace> SPACES =
      List.of(RgbSpace.SRGB, RgbSpace.DISPLAY_P3, RgbSpace.ADOBE_RGB, RgbSpace.PROPHOTO);

  private static final List<Color> COLOURS =
      colours("ffffff c83c28 3c8c50 2850a0 dcc83c 785a96 b4b4b4 50a0aa 1e1e1e");
  private static final List<Color> GREYS =
      colours("ffffff dcdcdc b4b4b4 8c8c8c 787878 505050 323232 1e1e1e 000000");

  /** What full cyan, magenta and yellow make of white paper; with black all of it is black. */
  private static final List<Color> INKS =
      colours("ffffff fff020 e03080 d83030 20a0d8 289648 304088 3c3832 000000");

  /** The same in FOGRA39, black too. */
  private static final List<Color> OFFSET_INKS =
      colours("ffffff ffed00 e6007e e30613 009fe3 009640 312783 3a3535 1d1d1b");

  private static final Recipe RECIPE =
      RecipeReader.read(
          "a test",
          """
          {"version": 1, "widths": [120, 240],
           "formats": [{"format": "jpeg", "quality": 90}, {"format": "webp", "quality": 90},
                       {"format": "avif", "quality": 90, "effort": 0},
                       {"format": "png", "quality": 90}]}
          """
              .getBytes(StandardCharsets.UTF_8));

  private static final Renderer VIPS = VipsRenderer.open();
  private static final Renderer SCALR = new ScalrRenderer();

  /**
   * A file of the suite.
   *
   * @param seen the colours of nine parts
   * @param byScalr whether the portable engine takes it too
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Made(
      String name, byte[] file, List<Color> seen, double distanceMax, boolean byScalr) {
    Made(String name, byte[] file, List<Color> seen) {
      this(name, file, seen, DISTANCE_MAX, true);
    }
  }

  /** Or a profile that nobody reads would go unnoticed. */
  @ParameterizedTest
  @ValueSource(strings = {"Display P3", "Adobe RGB", "ProPhoto"})
  void wouldLookOtherWithoutItsProfile(String name) {
    RgbSpace space = SPACES.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
    ColourGrid expected = ColourGrid.of(picture(COLOURS, BufferedImage.TYPE_INT_RGB));
    assertThat(ColourGrid.of(colours(space)).distance(expected))
        .isGreaterThan(1.5 * DISTANCE_OF_LOSS_MAX);
  }

  @TestFactory
  Stream<DynamicTest> looksTheSameInWhateverWayItIsStored() {
    List<Made> suite = new ArrayList<>();
    for (RgbSpace space : SPACES) {
      suite.addAll(in(space));
    }
    suite.addAll(grey());
    suite.addAll(inks());
    suite.add(
        new Made(
            "JPEG with a gain map",
            Jpeg.withGainMap(
                Icc.intoJpeg(Jpeg.of(colours(RgbSpace.DISPLAY_P3)), Icc.displayP3()),
                Jpeg.of(picture(COLOURS, BufferedImage.TYPE_BYTE_GRAY))),
            COLOURS));
    System.out.printf("Made pictures: %d, none of them skipped%n", suite.size());
    return suite.stream()
        .flatMap(
            made ->
                Stream.of(VIPS, SCALR)
                    .map(
                        engine ->
                            DynamicTest.dynamicTest(
                                made.name() + " by " + engine.name(), () -> check(made, engine))));
  }

  private static List<Made> in(RgbSpace space) {
    byte[] icc = space.profile();
    byte[] eight = Png.of(SIDE_PX, SIDE_PX, 8, 3, samples(c -> space.numbers(c, 255)));
    byte[] sixteen = Png.of(SIDE_PX, SIDE_PX, 16, 3, samples(c -> space.numbers(c, 65535)));
    // Hidden by half, so that white shines through, in numbers that are not multiplied by it.
    byte[] half =
        Png.of(SIDE_PX, SIDE_PX, 8, 4, samples(c -> withAlpha(space.numbers(c, 255), 128)));
    return List.of(
        new Made("JPEG in " + space, Icc.intoJpeg(Jpeg.of(colours(space)), icc), COLOURS),
        new Made("PNG in " + space, Icc.intoPng(eight, icc), COLOURS),
        new Made("PNG of 16 bits in " + space, Icc.intoPng(sixteen, icc), COLOURS),
        new Made(
            "PNG with alpha in " + space,
            Icc.intoPng(half, icc),
            COLOURS.stream().map(MadePicturesTest::halfOnWhite).toList()));
  }

  private static List<Made> grey() {
    int[] eight = samples(GREYS, c -> new int[] {c.getRed()});
    int[] sixteen = samples(GREYS, c -> new int[] {c.getRed() * 257});
    int[] lighter = samples(GREYS, c -> new int[] {(int) Math.round(macintosh(c) * 65535)});
    return List.of(
        new Made("grey JPEG", Jpeg.of(picture(GREYS, BufferedImage.TYPE_BYTE_GRAY)), GREYS),
        new Made("grey PNG", Png.of(SIDE_PX, SIDE_PX, 8, 1, eight), GREYS),
        new Made("grey PNG of 16 bits", Png.of(SIDE_PX, SIDE_PX, 16, 1, sixteen), GREYS),
        new Made(
            "grey PNG of 16 bits with a power of 1.8",
            Icc.intoPng(Png.of(SIDE_PX, SIDE_PX, 16, 1, lighter), Icc.grey(1.8)),
            GREYS));
  }

  private static List<Made> inks() {
    double[][] lab =
        IntStream.range(0, 16)
            .mapToObj(i -> i % 2 == 1 ? new double[3] : RgbSpace.lab(INKS.get(i / 2)))
            .toArray(double[][]::new);
    int[] inks = samples(COLOURS, c -> new int[4]);
    for (int part = 0; part < 9; part++) {
      boolean black = part == 8;
      int[] ink = {(part & 4) * 64 - 1, (part & 2) * 128 - 1, (part & 1) * 256 - 1, 0};
      for (int i = 0; i < 4; i++) {
        ink[i] = black ? (i == 3 ? 255 : 0) : Math.max(0, ink[i]);
      }
      fill(inks, part, ink);
    }
    byte[] jpeg = Jpeg.ofInks(SIDE_PX, SIDE_PX, inks);
    return List.of(
        new Made("CMYK JPEG", Icc.intoJpeg(jpeg, Icc.inks(lab)), INKS),
        new Made(
            "CMYK JPEG without profile", jpeg, OFFSET_INKS, DISTANCE_OF_UNKNOWN_INKS_MAX, false));
  }

  private static void check(Made made, Renderer engine) {
    Rendering rendering;
    try {
      rendering = new LadderMaker(RECIPE, engine).make(made.file());
    } catch (RefusedException e) {
      assertThat(engine).as(e.getMessage()).isEqualTo(SCALR);
      assertThat(made.byScalr()).as(e.getMessage()).isFalse();
      assertThat(e.reason()).isEqualTo(Reason.UNSUPPORTED_TYPE);
      return;
    }
    ColourGrid expected = ColourGrid.of(picture(made.seen(), BufferedImage.TYPE_INT_RGB));
    for (RenderedImage image : rendering.ladder().images()) {
      Format format = image.planned().encoding().format();
      BufferedImage pixels = Viewer.sees(image);
      assertThat(pixels.getWidth()).isEqualTo(image.planned().widthPx());
      ColourGrid actual = ColourGrid.of(pixels);
      assertThat(actual.distance(expected))
          .as("%s is %s in place of %s, distance", image.planned(), actual, expected)
          .isLessThanOrEqualTo(
              format == Format.PNG
                  ? made.distanceMax()
                  : Math.max(made.distanceMax(), DISTANCE_OF_LOSS_MAX));
    }
  }

  private static List<Color> colours(String hex) {
    return Arrays.stream(hex.split(" ", -1))
        .map(colour -> new Color(Integer.parseInt(colour, 16)))
        .toList();
  }

  private static int[] withAlpha(int[] colour, int alpha) {
    return new int[] {colour[0], colour[1], colour[2], alpha};
  }

  private static Color halfOnWhite(Color c) {
    return new Color(overWhite(c.getRed()), overWhite(c.getGreen()), overWhite(c.getBlue()));
  }

  private static int overWhite(int channel) {
    return (int) Math.round((channel * 128 + 255 * 127) / 255.0);
  }

  private static double macintosh(Color grey) {
    return Math.pow(RgbSpace.srgbLight(grey.getRed() / 255.0), 1 / 1.8);
  }

  private static BufferedImage colours(RgbSpace space) {
    return picture(
        COLOURS.stream()
            .map(colour -> space.numbers(colour, 255))
            .map(numbers -> new Color(numbers[0], numbers[1], numbers[2]))
            .toList(),
        BufferedImage.TYPE_INT_RGB);
  }

  /** Nine parts, stored as they are. */
  private static BufferedImage picture(List<Color> parts, int type) {
    BufferedImage image = new BufferedImage(SIDE_PX, SIDE_PX, type);
    boolean grey = type == BufferedImage.TYPE_BYTE_GRAY;
    int[] samples =
        samples(
            parts,
            c -> grey ? new int[] {c.getRed()} : new int[] {c.getRed(), c.getGreen(), c.getBlue()});
    image.getRaster().setPixels(0, 0, SIDE_PX, SIDE_PX, samples);
    return image;
  }

  private static int[] samples(Function<Color, int[]> numbers) {
    return samples(COLOURS, numbers);
  }

  private static int[] samples(List<Color> parts, Function<Color, int[]> numbers) {
    int bands = numbers.apply(Color.BLACK).length;
    int[] samples = new int[SIDE_PX * SIDE_PX * bands];
    for (int part = 0; part < parts.size(); part++) {
      fill(samples, part, numbers.apply(parts.get(part)));
    }
    return samples;
  }

  private static void fill(int[] samples, int part, int[] pixel) {
    int third = SIDE_PX / 3;
    for (int y = part / 3 * third; y < (part / 3 + 1) * third; y++) {
      for (int x = part % 3 * third; x < (part % 3 + 1) * third; x++) {
        System.arraycopy(pixel, 0, samples, (y * SIDE_PX + x) * pixel.length, pixel.length);
      }
    }
  }
}
