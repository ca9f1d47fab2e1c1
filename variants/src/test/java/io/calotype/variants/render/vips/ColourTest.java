package io.calotype.variants.render.vips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.calotype.variants.fixture.Headers;
import io.calotype.variants.fixture.Icc;
import io.calotype.variants.fixture.SharedData;
import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

/** Colours at known points, against values that were worked out or made by another program. */
class ColourTest {
  private static final int RGB = 2;
  private static final int GREY = 0;
  private static final int GREY_ALPHA = 4;

  @Test
  void leavesColoursWithoutProfileAlone() {
    assertCentre(jpeg(new Color(200, 120, 60)), 200, 120, 60);
  }

  @Test
  void leavesColoursOfAnSrgbProfileAlone() {
    byte[] jpeg = jpeg(new Color(200, 120, 60));

    assertCentre(Icc.intoJpeg(jpeg, Icc.srgb()), 200, 120, 60);
    assertCentre(Icc.intoJpeg(jpeg, Icc.ofJava(ColorSpace.CS_sRGB)), 200, 120, 60);
  }

  @Test
  void convertsDisplayP3() {
    // By the two matrices and the common curve: P3's (200, 120, 60) is brighter red in sRGB.
    assertCentre(Icc.intoJpeg(jpeg(new Color(200, 120, 60)), Icc.displayP3()), 213, 115, 42);
  }

  @Test
  void convertsLinearLight() {
    // 0.2158 of linear light is 0.5 in sRGB: 55 becomes 128.
    assertCentre(Icc.intoJpeg(jpeg(new Color(55, 55, 55)), Icc.linear()), 128, 128, 128);
  }

  @Test
  void ignoresProfilesThatCannotBeRead() {
    byte[] broken = Icc.displayP3();
    Arrays.fill(broken, 16, broken.length, (byte) 0);

    assertCentre(Icc.intoJpeg(jpeg(new Color(200, 120, 60)), broken), 200, 120, 60);
  }

  @Test
  void brings16BitsTo8() {
    byte[] pixel = {(byte) 0x80, 0x00, 0x40, 0x00, (byte) 0xc0, 0x00};

    assertCentre(png(16, RGB, pixel), 128, 64, 192);
  }

  @Test
  void makesGreyOf16BitsRgb() {
    assertCentre(png(16, GREY, new byte[] {0x60, 0x00}), 96, 96, 96);
  }

  @Test
  void keepsAlphaOf16Bits() {
    byte[] pixel = {0x60, 0x00, (byte) 0x80, 0x00};

    BufferedImage image = Pictures.rendered(png(16, GREY_ALPHA, pixel), 8);

    assertThat(image.getRGB(4, 4) >>> 24).isCloseTo(128, within(1));
    assertNear(image, 96, 96, 96);
  }

  @Test
  void showsP3OfRealFileAsPureRed() {
    // Beyond what sRGB can show: clipped to its reddest.
    BufferedImage image = Pictures.rendered(SharedData.read("edge-cases/p3.png"), 8);

    assertNear(image, 255, 0, 0);
  }

  @Test
  void convertsProphotoOfRealFile() {
    BufferedImage image = Pictures.rendered(SharedData.read("edge-cases/prophoto.png"), 1);

    assertNear(image, 116, 161, 210);
  }

  @Test
  void convertsCmykWithAndWithoutProfileToNearlyTheSame() {
    BufferedImage with = rendered("edge-cases/Channel_digital_image_CMYK_color.jpg");
    BufferedImage without = rendered("edge-cases/Channel_digital_image_CMYK_color_no_profile.jpg");

    for (double[] place : new double[][] {{0.05, 0.05}, {0.8, 0.9}, {0.5, 0.6}, {0.2, 0.4}}) {
      int[] expected = Pictures.rgbAt(with, place[0], place[1]);
      int[] found = Pictures.rgbAt(without, place[0], place[1]);
      for (int i = 0; i < 3; i++) {
        assertThat(found[i]).isCloseTo(expected[i], within(40));
      }
    }
    // The light sky is light: an inverted CMYK would be dark there.
    assertThat(Pictures.rgbAt(with, 0.05, 0.02)[2]).isGreaterThan(60);
  }

  @Test
  void convertsLab() {
    BufferedImage image = rendered("edge-cases/cielab-dagams.tiff");

    // Leaves around the bird.
    int[] leaf = Pictures.rgbAt(image, 0.1, 0.8);
    assertThat(leaf[1]).as("green of %s", Arrays.toString(leaf)).isGreaterThan(leaf[2]);
  }

  private static BufferedImage rendered(String name) {
    return Pictures.rendered(SharedData.read(name), 200);
  }

  private static byte[] jpeg(Color color) {
    return Pictures.file(Pictures.plain(64, 64, color), "jpeg");
  }

  /** A PNG of 16x16 equal pixels. */
  private static byte[] png(int bits, int colourType, byte[] pixel) {
    int side = 16;
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    try (DeflaterOutputStream rows = new DeflaterOutputStream(data)) {
      for (int y = 0; y < side; y++) {
        rows.write(0);
        for (int x = 0; x < side; x++) {
          rows.write(pixel);
        }
      }
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    byte[] header = Headers.png(side, side, bits, colourType);
    int emptyDataAndOn = 12;
    return io.calotype.variants.fixture.ByteWriter.bigEndian()
        .bytes(Arrays.copyOf(header, header.length - emptyDataAndOn))
        .bytes(Headers.pngChunk("IDAT", data.toByteArray()))
        .bytes(Headers.pngChunk("IEND", new byte[0]))
        .toBytes();
  }

  private static void assertCentre(byte[] file, int red, int green, int blue) {
    assertNear(Pictures.rendered(file, 8), red, green, blue);
  }

  private static void assertNear(BufferedImage image, int... expected) {
    int[] found = Pictures.rgbAt(image, 0.5, 0.5);
    for (int i = 0; i < 3; i++) {
      assertThat(found[i])
          .as("%s against %s", Arrays.toString(found), Arrays.toString(expected))
          .isCloseTo(expected[i], within(3));
    }
  }
}
