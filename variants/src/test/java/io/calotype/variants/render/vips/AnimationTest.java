package io.calotype.variants.render.vips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.calotype.variants.crop.FocalPoint;
import io.calotype.variants.fixture.Gif;
import io.calotype.variants.name.VariantName;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.reason.RefusedException;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import io.calotype.variants.render.LadderMaker;
import io.calotype.variants.render.RenderHints;
import io.calotype.variants.render.RenderedImage;
import io.calotype.variants.render.Rendering;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnimationTest {
  private static final Recipe RECIPE =
      RecipeReader.read(
          "a test",
          """
          {"version": 1, "widths": [20, 40],
           "formats": [{"format": "jpeg", "quality": 95}, {"format": "webp", "quality": 95},
                       {"format": "png", "quality": 90}]}
          """
              .getBytes(StandardCharsets.UTF_8));

  private static final LadderMaker MAKER = new LadderMaker(RECIPE, Pictures.RENDERER);

  /** Red, then green, then blue, each over the whole. */
  private static final byte[] THREE_FRAMES =
      new Gif(60, 30)
          .repeats(3)
          .frame(Pictures.plain(60, 30, Color.RED), 0, 0, 50, Gif.Disposal.NONE)
          .frame(Pictures.plain(60, 30, Color.GREEN), 0, 0, 120, Gif.Disposal.NONE)
          .frame(Pictures.plain(60, 30, Color.BLUE), 0, 0, 2000, Gif.Disposal.NONE)
          .toBytes();

  @Test
  void movesInWebpAndShowsItsFirstFrameInOtherFormats() {
    Rendering rendering = MAKER.make(THREE_FRAMES);
    for (RenderedImage image : rendering.ladder().images()) {
      String format = image.planned().encoding().format().id();
      assertThat(image.planned().isAnimated()).as(format).isEqualTo(format.equals("webp"));
      if (format.equals("webp")) {
        Frames frames = Frames.of(image.bytes());
        assertThat(frames.images()).hasSize(3);
        assertThat(frames.images().get(0).getWidth()).isEqualTo(image.planned().widthPx());
        assertThat(frames.images().get(0).getHeight()).isEqualTo(image.planned().heightPx());
        assertNear(frames.images().get(0), Color.RED);
        assertNear(frames.images().get(1), Color.GREEN);
        assertNear(frames.images().get(2), Color.BLUE);
      } else {
        assertNear(Pictures.pixels(image), Color.RED);
      }
    }
  }

  @Test
  void keepsDelaysAndHowOftenItIsPlayed() {
    Frames frames = Frames.of(made("w40.webp"));
    assertThat(frames.delaysMs()).containsExactly(50, 120, 2000);
    // A GIF says how often it is repeated, a WebP how often it is played.
    assertThat(frames.loops()).isEqualTo(4);
  }

  @Test
  void isMadeAloneAsInCompany() {
    assertThat(Frames.of(made("w20.webp")).images()).hasSize(3);
  }

  @Test
  void cropsEveryFrameAtTheSamePlace() {
    BufferedImage left = new BufferedImage(60, 30, BufferedImage.TYPE_INT_RGB);
    left.createGraphics().drawImage(Pictures.plain(30, 30, Color.WHITE), 0, 0, null);
    byte[] file =
        new Gif(60, 30)
            .frame(left, 0, 0, 50, Gif.Disposal.NONE)
            .frame(Pictures.plain(60, 30, Color.RED), 0, 0, 50, Gif.Disposal.NONE)
            .toBytes();
    RenderHints hints = new RenderHints("", new FocalPoint(0, 0));
    byte[] crop = only(MAKER.make(file, hints, names("w30-1x1.webp")));
    Frames frames = Frames.of(crop);
    assertThat(frames.images().get(0).getWidth()).isEqualTo(30);
    assertThat(frames.images().get(0).getHeight()).isEqualTo(30);
    assertNear(frames.images().get(0), Color.WHITE);
    assertNear(frames.images().get(1), Color.RED);
  }

  @Test
  void showsPartsOfFramesOverWhatTheyLeaveStanding() {
    byte[] file =
        new Gif(60, 30)
            .transparent()
            .frame(Pictures.plain(60, 30, Color.RED), 0, 0, 50, Gif.Disposal.NONE)
            .frame(Pictures.plain(30, 30, Color.BLUE), 30, 0, 50, Gif.Disposal.BACKGROUND)
            .frame(Pictures.plain(10, 30, Color.GREEN), 0, 0, 50, Gif.Disposal.PREVIOUS)
            .frame(Pictures.plain(1, 1, Color.BLACK), 59, 29, 50, Gif.Disposal.NONE)
            .toBytes();
    List<BufferedImage> frames = Frames.of(made(file, "w60.webp")).images();
    assertThat(frames).hasSize(4);
    assertNear(frames.get(1), 0.25, Color.RED);
    assertNear(frames.get(1), 0.75, Color.BLUE);
    // What was blue has been cleared, what was not covered by it stays.
    assertNear(frames.get(2), 0.08, Color.GREEN);
    assertNear(frames.get(2), 0.35, Color.RED);
    assertThat(alphaAt(frames.get(2), 0.75)).isZero();
    // The green was there for one frame only.
    assertNear(frames.get(3), 0.08, Color.RED);
    assertThat(alphaAt(frames.get(3), 0.75)).isZero();
  }

  @Test
  void doesNotMixNeighbouringFrames() {
    byte[] file =
        new Gif(60, 30)
            .frame(Pictures.plain(60, 30, Color.BLACK), 0, 0, 50, Gif.Disposal.NONE)
            .frame(Pictures.plain(60, 30, Color.WHITE), 0, 0, 50, Gif.Disposal.NONE)
            .toBytes();
    List<BufferedImage> frames = Frames.of(made(file, "w20.webp")).images();
    for (int x = 0; x < 20; x++) {
      assertThat(frames.get(0).getRGB(x, 9) & 0xff).isLessThan(4);
      assertThat(frames.get(1).getRGB(x, 0) & 0xff).isGreaterThan(251);
    }
  }

  @Test
  void takesAnimatedWebpToo() {
    byte[] webp = made("w60.webp");
    Rendering again = MAKER.make(webp, RenderHints.NONE, names("w40.webp", "w40.jpg"));
    assertThat(again.plan().header().frames()).isEqualTo(3);
    Frames frames = Frames.of(again.ladder().images().get(1).bytes());
    assertThat(frames.delaysMs()).containsExactly(50, 120, 2000);
    assertThat(frames.loops()).isEqualTo(4);
    assertNear(frames.images().get(2), Color.BLUE);
    assertNear(Pictures.pixels(again.ladder().images().get(0)), Color.RED);
  }

  @Test
  void refusesOneThatIsCutOff() {
    byte[] cut = Arrays.copyOf(THREE_FRAMES, THREE_FRAMES.length - 20);
    RefusedException refusal = catchThrowableOfType(RefusedException.class, () -> MAKER.make(cut));
    assertThat(refusal.reason()).isEqualTo(Reason.TRUNCATED);
  }

  private static byte[] made(String name) {
    return made(THREE_FRAMES, name);
  }

  private static byte[] made(byte[] file, String name) {
    return only(MAKER.make(file, RenderHints.NONE, names(name)));
  }

  private static List<VariantName> names(String... names) {
    return Arrays.stream(names).map(name -> VariantName.parse(name).orElseThrow()).toList();
  }

  private static byte[] only(Rendering rendering) {
    assertThat(rendering.ladder().images()).hasSize(1);
    return rendering.ladder().images().get(0).bytes();
  }

  private static int alphaAt(BufferedImage image, double x) {
    return image.getRGB((int) (x * image.getWidth()), image.getHeight() / 2) >>> 24;
  }

  private static void assertNear(BufferedImage image, Color colour) {
    assertNear(image, 0.5, colour);
  }

  private static void assertNear(BufferedImage image, double x, Color colour) {
    int[] rgb = Pictures.rgbAt(image, x, 0.5);
    int[] expected = Pictures.rgb(colour);
    for (int i = 0; i < 3; i++) {
      assertThat(rgb[i]).as("%s at %s", colour, x).isBetween(expected[i] - 12, expected[i] + 12);
    }
  }
}
