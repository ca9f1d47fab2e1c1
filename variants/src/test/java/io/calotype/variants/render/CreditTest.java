package io.calotype.variants.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.variants.fixture.ByteWriter;
import io.calotype.variants.fixture.Exif;
import io.calotype.variants.fixture.Gif;
import io.calotype.variants.fixture.Headers;
import io.calotype.variants.name.Format;
import io.calotype.variants.probe.Credit;
import io.calotype.variants.probe.Probe;
import io.calotype.variants.probe.SourceFormat;
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
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What of an original's metadata its variants carry, by both engines. */
class CreditTest {
  private static final String COPYRIGHT = "© 2026 Zoë Ångström, all rights reserved";
  private static final String ARTIST = "Zoë";

  static Stream<Renderer> engines() {
    return Stream.of(VipsRenderer.open(), new ScalrRenderer());
  }

  @ParameterizedTest
  @MethodSource("engines")
  void isInEveryFormatWhereTheRecipeKeepsIt(Renderer engine) {
    for (RenderedImage image : made(engine, "copyright", photo())) {
      String text = new String(image.bytes(), StandardCharsets.UTF_8);
      String format = image.planned().encoding().format().id();
      assertThat(text).as(format).contains(COPYRIGHT).contains(ARTIST + "\0");
      assertThat(text).as(format).doesNotContain("SecretCamera").doesNotContain("GPSPLACE");
      if (image.planned().encoding().format() != Format.AVIF) {
        SourceFormat source = SourceFormat.valueOf(image.planned().encoding().format().name());
        assertThat(Credit.of(source, image.bytes())).contains(new Credit(COPYRIGHT, ARTIST));
      }
      assertThat(Probe.read(image.bytes(), recipe("strip")).widthPx())
          .as(format)
          .isEqualTo(image.planned().widthPx());
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void leavesFilesThatDecodersRead(Renderer engine) throws IOException {
    LadderMaker vips = new LadderMaker(recipe("strip"), VipsRenderer.open());
    for (RenderedImage image : made(engine, "copyright", photo())) {
      assertThat(vips.make(image.bytes()).ladder().images()).isNotEmpty();
      Format format = image.planned().encoding().format();
      if (format == Format.JPEG || format == Format.PNG) {
        assertThat(ImageIO.read(new ByteArrayInputStream(image.bytes())).getWidth())
            .isEqualTo(image.planned().widthPx());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void isStrippedByDefault(Renderer engine) {
    for (RenderedImage image : made(engine, "strip", photo())) {
      String text = new String(image.bytes(), StandardCharsets.ISO_8859_1);
      assertThat(text).doesNotContain("2026").doesNotContain("GPS").doesNotContain("Exif");
    }
  }

  @Test
  void isInAnimationsAndTransparentPictures() {
    BufferedImage clear = new BufferedImage(90, 60, BufferedImage.TYPE_INT_ARGB);
    byte[] png = Exif.intoPng(file(clear, "png"), exif());
    for (RenderedImage image : made(VipsRenderer.open(), "copyright", png)) {
      if (image.planned().encoding().format() == Format.WEBP) {
        assertThat(Probe.read(image.bytes(), recipe("strip")).alpha()).isTrue();
        assertThat(Credit.of(SourceFormat.WEBP, image.bytes())).isPresent();
      }
    }
  }

  @Test
  void saysNothingWhereTheOriginalSaysNothing() {
    byte[] gif =
        new Gif(9, 9)
            .frame(new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB), 0, 0, 10, Gif.Disposal.NONE)
            .toBytes();
    assertThat(Credit.of(SourceFormat.GIF, gif)).isEmpty();
    assertThat(Credit.of(SourceFormat.JPEG, Headers.jpeg(9, 9))).isEmpty();
    assertThat(Credit.of(SourceFormat.JPEG, new byte[] {1, 2, 3})).isEmpty();
    byte[] orientationOnly = Exif.intoJpeg(Headers.jpeg(9, 9), Exif.orientation(1, true));
    assertThat(Credit.of(SourceFormat.JPEG, orientationOnly)).isEmpty();
  }

  private static List<RenderedImage> made(Renderer engine, String metadata, byte[] file) {
    return new LadderMaker(recipe(metadata), engine).make(file).ladder().images();
  }

  private static Recipe recipe(String metadata) {
    String json =
        """
        {"version": 1, "widths": [40, 80], "metadata": "%s",
         "formats": [{"format": "jpeg", "quality": 90}, {"format": "webp", "quality": 90},
                     {"format": "avif", "quality": 90, "effort": 0},
                     {"format": "png", "quality": 90}]}
        """
            .formatted(metadata);
    return RecipeReader.read("a test", json.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] photo() {
    BufferedImage image = new BufferedImage(80, 60, BufferedImage.TYPE_INT_RGB);
    image.createGraphics().setColor(Color.RED);
    return Exif.intoJpeg(file(image, "jpeg"), exif());
  }

  /** Camera, artist and copyright, and a directory of the place that reads GPSPLACE. */
  private static byte[] exif() {
    byte[] camera = "SecretCamera\0".getBytes(StandardCharsets.UTF_8);
    byte[] artist = (ARTIST + "\0").getBytes(StandardCharsets.UTF_8);
    byte[] copyright = (COPYRIGHT + "\0").getBytes(StandardCharsets.UTF_8);
    byte[] place = "GPSPLACE\0".getBytes(StandardCharsets.UTF_8);
    int data = 8 + 2 + 4 * 12 + 4;
    int gps = data + camera.length + artist.length + copyright.length;
    return ByteWriter.bigEndian()
        .text("MM")
        .u16(42)
        .u32(8)
        .u16(4)
        .u16(0x0110)
        .u16(2)
        .u32(camera.length)
        .u32(data)
        .u16(0x013b)
        .u16(2)
        .u32(artist.length)
        .u32(data + camera.length)
        .u16(0x8298)
        .u16(2)
        .u32(copyright.length)
        .u32(data + camera.length + artist.length)
        .u16(0x8825)
        .u16(4)
        .u32(1)
        .u32(gps)
        .u32(0)
        .bytes(camera)
        .bytes(artist)
        .bytes(copyright)
        .u16(1)
        .u16(0x001d)
        .u16(2)
        .u32(place.length)
        .u32(gps + 2 + 12 + 4)
        .u32(0)
        .bytes(place)
        .toBytes();
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
