package io.calotype.variants.render.scalr;

import static io.calotype.variants.render.scalr.SmallLadder.rendered;
import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.variants.fixture.Icc;
import io.calotype.variants.fixture.SharedData;
import io.calotype.variants.name.Format;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Colours as their profiles mean them, grey as it is stored, and what shows through. */
class ScalrColourTest {
  @Test
  void keepsTransparencyInPngAndShowsBackgroundInJpeg() {
    BufferedImage image = new BufferedImage(400, 400, BufferedImage.TYPE_INT_ARGB);
    BufferedImage red = Pictures.plain(200, 400, BufferedImage.TYPE_INT_RGB, Color.RED);
    image.createGraphics().drawImage(red, 0, 0, null);
    byte[] file = Pictures.encoded(image, "png");
    BufferedImage png = Pictures.decoded(rendered(file, Format.PNG, 1));
    assertThat(Pictures.at(png, 20, 80).getAlpha()).isEqualTo(255);
    assertThat(Pictures.at(png, 140, 80).getAlpha()).isZero();
    BufferedImage jpeg = Pictures.decoded(rendered(file, Format.JPEG, 1));
    assertThat(Pictures.near(jpeg, 20, 80, Color.RED)).isTrue();
    assertThat(Pictures.near(jpeg, 140, 80, new Color(0x1e, 0x90, 0xff))).isTrue();
  }

  @Test
  void letsNoColourOfTransparentPixelsBleedIn() {
    BufferedImage image = new BufferedImage(400, 400, BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < 400; y++) {
      for (int x = 0; x < 400; x++) {
        image.setRGB(x, y, x < 201 ? 0xffff0000 : 0x0000ff00); // Green, but not to be seen.
      }
    }
    BufferedImage png = Pictures.decoded(rendered(Pictures.encoded(image, "png"), Format.PNG, 1));
    for (int x = 0; x < png.getWidth(); x++) {
      Color color = Pictures.at(png, x, 80);
      assertThat(color.getAlpha() > 8 && color.getGreen() > 60).as("green at %s", x).isFalse();
    }
  }

  @Test
  void convertsByProfileOfJpeg() {
    byte[] plain = Pictures.encoded(grey(BufferedImage.TYPE_INT_RGB, 55), "jpeg");
    byte[] file = Icc.intoJpeg(plain, Icc.linear());
    // 55 of 255 in linear light is 128 in sRGB.
    assertThat(level(rendered(file, Format.JPEG, 0))).isBetween(126, 130);
    assertThat(level(rendered(plain, Format.JPEG, 0))).isBetween(54, 56);
  }

  @Test
  void convertsByProfileOfPng() {
    byte[] plain = Pictures.encoded(grey(BufferedImage.TYPE_INT_RGB, 55), "png");
    byte[] file = Icc.intoPng(plain, Icc.linear());
    assertThat(level(rendered(file, Format.JPEG, 0))).isBetween(126, 130);
  }

  @Test
  void passesOverProfileThatIsNone() {
    byte[] plain = Pictures.encoded(grey(BufferedImage.TYPE_INT_RGB, 55), "jpeg");
    byte[] file = Icc.intoJpeg(plain, new byte[200]);
    assertThat(level(rendered(file, Format.JPEG, 0))).isBetween(54, 56);
  }

  @Test
  void convertsCmykByItsProfile() {
    byte[] file = SharedData.read("edge-cases/Channel_digital_image_CMYK_color.jpg");
    BufferedImage image = Pictures.decoded(rendered(file, Format.JPEG, 0));
    Color grass = Pictures.at(image, 60, 200);
    assertThat(grass.getGreen()).isGreaterThan(grass.getBlue() + 30);
    assertThat(grass.getGreen()).isGreaterThan(grass.getRed());
  }

  @ParameterizedTest
  @CsvSource({"jpeg, 10", "png, 10", "png, 11", "tiff, 10", "tiff, 11"})
  void keepsGreyAsItIsStored(String format, int type) {
    int level = 100;
    BufferedImage image = new BufferedImage(500, 500, type);
    int stored = type == BufferedImage.TYPE_USHORT_GRAY ? level * 257 : level;
    int[] samples = new int[500 * 500];
    Arrays.fill(samples, stored);
    image.getRaster().setPixels(0, 0, 500, 500, samples);
    assertThat(level(rendered(Pictures.encoded(image, format), Format.JPEG, 0)))
        .isBetween(level - 1, level + 1);
  }

  private static int level(byte[] jpeg) {
    BufferedImage image = Pictures.decoded(jpeg);
    int[] samples = image.getRaster().getPixel(50, 50, (int[]) null);
    return samples[0];
  }

  private static BufferedImage grey(int type, int level) {
    return Pictures.plain(500, 500, type, new Color(level, level, level));
  }
}
