package io.calotype.variants.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.calotype.variants.fixture.ByteWriter;
import io.calotype.variants.fixture.Headers;
import io.calotype.variants.probe.PngGamma;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import io.calotype.variants.render.scalr.ScalrRenderer;
import io.calotype.variants.render.vips.VipsRenderer;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** PNGs that say of their tones that they are others than sRGB's, by both engines. */
class GammaTest {
  private static final int LINEAR = 100_000;
  private static final int OLD_MAC = 55_556;
  private static final Recipe RECIPE =
      RecipeReader.read(
          "a test",
          """
          {"version": 1, "widths": [8],
           "formats": [{"format": "jpeg", "quality": 95}, {"format": "png", "quality": 90}]}
          """
              .getBytes(StandardCharsets.UTF_8));

  static Stream<Arguments> engines() {
    return Stream.of(VipsRenderer.open(), new ScalrRenderer())
        .flatMap(
            engine ->
                Stream.of(
                        BufferedImage.TYPE_INT_RGB,
                        BufferedImage.TYPE_INT_ARGB,
                        BufferedImage.TYPE_BYTE_GRAY)
                    .map(type -> Arguments.of(engine, type)));
  }

  @ParameterizedTest(autoCloseArguments = false) // all types share the engines
  @MethodSource("engines")
  void isShownInItsTones(Renderer engine, int type) throws IOException {
    // Of 128 in linear light sRGB makes 188; of 128 by the power of 1.8, 144.
    assertThat(shown(engine, with(picture(type), gama(LINEAR)))).isCloseTo(188, within(2));
    assertThat(shown(engine, with(picture(type), gama(OLD_MAC)))).isCloseTo(144, within(2));
    assertThat(shown(engine, picture(type))).isCloseTo(128, within(1));
  }

  @ParameterizedTest
  @CsvSource({
    "45455, false",
    "43182, false",
    "43180, true",
    "47727, false",
    "47729, true",
    "100000, true",
    "0, false",
    "9999, false",
    "10000, true",
    "1000000, true",
    "1000001, false"
  })
  void isHeededWhereItIsAnotherThanOfSrgbAndNotAbsurd(int gamma, boolean heeded) {
    assertThat(PngGamma.profile(with(picture(BufferedImage.TYPE_INT_RGB), gama(gamma))).isPresent())
        .isEqualTo(heeded);
  }

  @Test
  void yieldsToWhatSaysMore() {
    byte[] png = with(picture(BufferedImage.TYPE_INT_RGB), gama(LINEAR));
    assertThat(PngGamma.profile(with(png, Headers.pngChunk("sRGB", new byte[1])))).isEmpty();
    assertThat(PngGamma.profile(with(png, Headers.pngChunk("iCCP", new byte[9])))).isEmpty();
    assertThat(PngGamma.profile(with(png, Headers.pngChunk("cICP", new byte[4])))).isEmpty();
    assertThat(PngGamma.profile(Arrays.copyOf(png, 40))).isEmpty();
  }

  private static int shown(Renderer engine, byte[] png) throws IOException {
    int least = 255;
    int most = 0;
    for (RenderedImage image : new LadderMaker(RECIPE, engine).make(png).ladder().images()) {
      Color colour = new Color(ImageIO.read(new ByteArrayInputStream(image.bytes())).getRGB(4, 4));
      assertThat(colour.getRed()).isCloseTo(colour.getBlue(), within(1));
      least = Math.min(least, colour.getGreen());
      most = Math.max(most, colour.getGreen());
    }
    assertThat(most - least).isLessThanOrEqualTo(2);
    return most;
  }

  /** All of it 128, whatever a colour space of Java's makes of that. */
  private static byte[] picture(int type) {
    BufferedImage image = new BufferedImage(8, 8, type);
    int bands = image.getRaster().getNumBands();
    for (int i = 0; i < 64; i++) {
      int[] pixel = {128, 128, 128, 255};
      image.getRaster().setPixel(i % 8, i / 8, Arrays.copyOf(pixel, bands));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] gama(int gamma) {
    return Headers.pngChunk("gAMA", ByteWriter.bigEndian().u32(gamma).toBytes());
  }

  private static byte[] with(byte[] png, byte[] chunk) {
    int behindHeader = 8 + 25;
    return ByteWriter.bigEndian()
        .bytes(Arrays.copyOf(png, behindHeader))
        .bytes(chunk)
        .bytes(Arrays.copyOfRange(png, behindHeader, png.length))
        .toBytes();
  }
}
