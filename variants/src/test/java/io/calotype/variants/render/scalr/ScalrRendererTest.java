package io.calotype.variants.render.scalr;

import static io.calotype.variants.render.scalr.SmallLadder.make;
import static io.calotype.variants.render.scalr.SmallLadder.rendered;
import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.variants.fixture.Exif;
import io.calotype.variants.fixture.SharedData;
import io.calotype.variants.fixture.Stored;
import io.calotype.variants.name.Format;
import io.calotype.variants.render.Preview;
import io.calotype.variants.render.Rendering;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shape of what is made: which way up, how large, of which quality. */
class ScalrRendererTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void turnsEachOrientationUpright(int orientation) {
    BufferedImage stored = Stored.as(Pictures.quarters(600, 400), orientation);
    byte[] file =
        Exif.intoJpeg(Pictures.encoded(stored, "jpeg"), Exif.orientation(orientation, true));
    BufferedImage image = Pictures.decoded(rendered(file, Format.JPEG, 0));
    assertThat(image.getWidth()).isEqualTo(400);
    assertThat(image.getHeight()).isEqualTo(267);
    assertThat(Pictures.near(image, 40, 40, Color.RED)).isTrue();
    assertThat(Pictures.near(image, 360, 40, Color.GREEN)).isTrue();
    assertThat(Pictures.near(image, 40, 220, Color.BLUE)).isTrue();
    assertThat(Pictures.near(image, 360, 220, Color.YELLOW)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"600, 400", "401, 3", "3, 601", "1, 1", "160, 90", "399, 1000"})
  void givesEachImageItsPlannedSize(int widthPx, int heightPx) {
    Rendering rendering = make(Pictures.encoded(Pictures.quarters(widthPx, heightPx), "png"));
    assertThat(rendering.ladder().images()).hasSameSizeAs(rendering.plan().images());
    assertSizesAsPlanned(rendering);
  }

  @ParameterizedTest
  @CsvSource({"80, 6", "50, 16", "95, 2"})
  void honoursQuality(int quality, int firstStep) {
    byte[] file = Pictures.encoded(Pictures.noise(300, 300), "png");
    byte[] jpeg = make(SmallLadder.recipe(quality), file).ladder().images().get(0).bytes();
    // The first number of the first table is 16 at quality 50, scaled as libjpeg does.
    assertThat(jpeg[Pictures.indexOf(jpeg, 0xff, 0xdb) + 5]).isEqualTo((byte) firstStep);
  }

  @Test
  void halvesColourInEitherDirection() {
    byte[] jpeg = rendered(Pictures.encoded(Pictures.noise(300, 300), "png"), Format.JPEG, 0);
    int frame = Pictures.indexOf(jpeg, 0xff, 0xc0);
    assertThat(jpeg[frame + 11]).isEqualTo((byte) 0x22);
    assertThat(jpeg[frame + 14]).isEqualTo((byte) 0x11);
  }

  @Test
  void stripsMetadata() {
    byte[] file =
        Exif.intoJpeg(
            Pictures.encoded(Pictures.noise(300, 300), "jpeg"), Exif.orientation(6, true));
    byte[] jpeg = rendered(file, Format.JPEG, 0);
    int scan = Pictures.indexOf(jpeg, 0xff, 0xda);
    for (int marker = 0xe1; marker <= 0xef; marker++) {
      assertThat(Pictures.indexOf(Arrays.copyOf(jpeg, scan), 0xff, marker)).isNegative();
    }
  }

  @Test
  void putsFirstFrameOfGifAtItsPlace() {
    byte[] file =
        Pictures.encoded(Pictures.plain(20, 20, BufferedImage.TYPE_INT_RGB, Color.RED), "gif");
    file[6] = 60; // The picture is larger than its frame...
    file[8] = 50;
    int frame = Pictures.indexOf(file, 0x2c, 0x00);
    file[frame + 1] = 30; // ...which stands to the right, and down.
    file[frame + 3] = 10;
    BufferedImage image = Pictures.decoded(rendered(file, Format.PNG, 0));
    assertThat(image.getWidth()).isEqualTo(60);
    assertThat(image.getHeight()).isEqualTo(50);
    assertThat(Pictures.at(image, 5, 5).getAlpha()).isZero();
    assertThat(Pictures.near(image, 40, 20, Color.RED)).isTrue();
  }

  @Test
  void makesPreviewOfTheWholePicture() {
    Preview preview =
        make(Pictures.encoded(Pictures.quarters(600, 300), "jpeg")).ladder().preview();
    assertThat(preview.widthPx()).isEqualTo(100);
    assertThat(preview.heightPx()).isEqualTo(50);
    byte[] rgba = preview.rgba();
    assertThat(rgba[0] & 0xff).isGreaterThan(240);
    assertThat(rgba[1] & 0xff).isLessThan(16);
    assertThat(rgba[3] & 0xff).isEqualTo(255);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "photos/leica-t-16mp.jpg",
        "photos/progressive-1mp.jpg",
        "edge-cases/gain-map.jpg",
        "edge-cases/tbgn2c16.png",
        "edge-cases/alpha-premultiply-1024x768-paper.png",
        "edge-cases/G31D_MULTI.TIF",
        "edge-cases/animated-loop-3.gif"
      })
  void rendersRealPictures(String name) {
    assertSizesAsPlanned(make(SharedData.read(name)));
  }

  private static void assertSizesAsPlanned(Rendering rendering) {
    rendering
        .ladder()
        .images()
        .forEach(
            rendered -> {
              BufferedImage image = Pictures.decoded(rendered.bytes());
              assertThat(image.getWidth()).isEqualTo(rendered.planned().widthPx());
              assertThat(image.getHeight()).isEqualTo(rendered.planned().heightPx());
            });
  }
}
