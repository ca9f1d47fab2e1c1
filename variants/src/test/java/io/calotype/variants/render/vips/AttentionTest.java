package io.calotype.variants.render.vips;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.variants.crop.Crop;
import io.calotype.variants.crop.FocalPoint;
import io.calotype.variants.fixture.Exif;
import io.calotype.variants.fixture.Gif;
import io.calotype.variants.fixture.SharedData;
import io.calotype.variants.fixture.Stored;
import io.calotype.variants.name.VariantName;
import io.calotype.variants.plan.Plan;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import io.calotype.variants.render.LadderMaker;
import io.calotype.variants.render.RenderHints;
import io.calotype.variants.render.RenderedImage;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttentionTest {
  private static final Recipe RECIPE =
      RecipeReader.read(
          "a test",
          """
          {"version": 1, "widths": [320], "gravity": "attention",
           "formats": [{"format": "jpeg", "quality": 90}, {"format": "png", "quality": 90},
                       {"format": "webp", "quality": 90}]}
          """
              .getBytes(StandardCharsets.UTF_8));

  private static final LadderMaker MAKER = new LadderMaker(RECIPE, Pictures.RENDERER);

  @ParameterizedTest
  @CsvSource({"600, 200, 500, 100", "600, 200, 100, 100", "200, 600, 100, 500"})
  void showsWhatCatchesTheEye(int widthPx, int heightPx, int x, int y) {
    BufferedImage crop =
        crop(Pictures.file(spotAt(widthPx, heightPx, x, y), "png"), "w200-1x1.png");
    assertThat(shareOfRed(crop)).isGreaterThan(0.03);
  }

  @Test
  void looksAtTheUprightPicture() {
    BufferedImage stored = Stored.as(spotAt(600, 200, 500, 100), 6);
    byte[] file = Exif.intoJpeg(Pictures.file(stored, "jpeg"), Exif.orientation(6, true));
    assertThat(shareOfRed(crop(file, "w200-1x1.png"))).isGreaterThan(0.03);
  }

  @Test
  void givesWayToTheFocalPoint() {
    byte[] file = Pictures.file(spotAt(600, 200, 500, 100), "png");
    RenderHints left = new RenderHints("", new FocalPoint(0, 0.5));
    RenderedImage image = MAKER.make(file, left, names("w200-1x1.png")).ladder().images().get(0);
    assertThat(shareOfRed(Pictures.pixels(image))).isZero();
  }

  @Test
  void framesAnAnimationAsItsStill() {
    byte[] gif =
        new Gif(600, 200)
            .frame(spotAt(600, 200, 500, 100), 0, 0, 50, Gif.Disposal.NONE)
            .frame(spotAt(600, 200, 90, 100), 0, 0, 50, Gif.Disposal.NONE)
            .toBytes();
    List<RenderedImage> images =
        MAKER.make(gif, RenderHints.NONE, names("w200-1x1.png", "w200-1x1.webp")).ladder().images();
    assertThat(shareOfRed(Pictures.pixels(images.get(0)))).isGreaterThan(0.03);
    List<BufferedImage> frames = Frames.of(images.get(1).bytes()).images();
    assertThat(shareOfRed(frames.get(0))).isGreaterThan(0.03);
    assertThat(shareOfRed(frames.get(1))).isLessThan(0.001);
  }

  /** Real pictures have several places that draw the eye almost equally. */
  @Test
  void framesACropAloneAsInCompany() {
    for (Path path : SharedData.files("free")) {
      byte[] file = SharedData.read("free/" + path.getFileName());
      Crop alone = located(file, "w100-1x1.png");
      assertThat(alone.focalPoint()).isNotNull();
      assertThat(located(file, "w300-1x1.jpg", "w320.jpg", "w640.webp"))
          .as("%s", path.getFileName())
          .isEqualTo(alone);
    }
  }

  /** The crop of the plan for these names. */
  private static Crop located(byte[] file, String... names) {
    Vips vips = Vips.load(VipsSettings.ofEnvironment());
    Plan plan = MAKER.plan(file, RenderHints.NONE, names(names));
    try (Deadline deadline = new Watchdog().start(vips.functions(), Duration.ofMinutes(1));
        Scope scope = new Scope(vips, deadline)) {
      return Attention.located(file, plan, scope).croppedStills().get(0).crop();
    }
  }

  private static BufferedImage crop(byte[] file, String name) {
    return Pictures.pixels(
        MAKER.make(file, RenderHints.NONE, names(name)).ladder().images().get(0));
  }

  private static List<VariantName> names(String... names) {
    return Arrays.stream(names).map(name -> VariantName.parse(name).orElseThrow()).toList();
  }

  /** Grey with a round red spot of a diameter of 60. */
  private static BufferedImage spotAt(int widthPx, int heightPx, int x, int y) {
    BufferedImage image = new BufferedImage(widthPx, heightPx, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(102, 102, 102));
    graphics.fillRect(0, 0, widthPx, heightPx);
    graphics.setColor(Color.RED);
    graphics.fillOval(x - 30, y - 30, 60, 60);
    graphics.dispose();
    return image;
  }

  private static double shareOfRed(BufferedImage image) {
    int red = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        Color colour = new Color(image.getRGB(x, y));
        red += colour.getRed() > 180 && colour.getGreen() < 80 ? 1 : 0;
      }
    }
    return (double) red / (image.getWidth() * image.getHeight());
  }
}
