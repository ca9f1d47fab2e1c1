package io.calotype.variants.render.scalr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.calotype.variants.fixture.ByteWriter;
import io.calotype.variants.fixture.Exif;
import io.calotype.variants.fixture.Headers;
import io.calotype.variants.fixture.SharedData;
import io.calotype.variants.name.Format;
import io.calotype.variants.probe.Probe;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.reason.RefusedException;
import io.calotype.variants.recipe.Limits;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import io.calotype.variants.render.LadderMaker;
import io.calotype.variants.render.Preview;
import io.calotype.variants.render.Rendering;
import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScalrRendererTest {
  private static final Recipe RECIPE = recipe(80);
  private static final ScalrRenderer RENDERER = new ScalrRenderer();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void turnsEachOrientationUpright(int orientation) {
    BufferedImage stored = Pictures.stored(Pictures.quarters(600, 400), orientation);
    byte[] file =
        Exif.intoJpeg(Pictures.encoded(stored, "jpeg"), Exif.orientation(orientation, true));
    BufferedImage image = Pictures.decoded(rendered(file, Format.JPEG, 0));
    assertThat(image.getWidth()).isEqualTo(400);
    assertThat(image.getHeight()).isEqualTo(267);
    assertThat(near(image, 40, 40, Color.RED)).isTrue();
    assertThat(near(image, 360, 40, Color.GREEN)).isTrue();
    assertThat(near(image, 40, 220, Color.BLUE)).isTrue();
    assertThat(near(image, 360, 220, Color.YELLOW)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"600, 400", "401, 3", "3, 601", "1, 1", "160, 90", "399, 1000"})
  void givesEachImageItsPlannedSize(int widthPx, int heightPx) {
    Rendering rendering = make(Pictures.encoded(Pictures.quarters(widthPx, heightPx), "png"));
    assertThat(rendering.ladder().images()).hasSameSizeAs(rendering.plan().images());
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
    assertThat(near(jpeg, 20, 80, Color.RED)).isTrue();
    assertThat(near(jpeg, 140, 80, new Color(0x1e, 0x90, 0xff))).isTrue();
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
    byte[] file =
        ByteWriter.bigEndian()
            .u8(0xff, 0xd8, 0xff, 0xe2)
            .u16(2 + 14 + linearProfile().length)
            .text("ICC_PROFILE\0")
            .u8(1, 1)
            .bytes(linearProfile())
            .bytes(Arrays.copyOfRange(plain, 2, plain.length))
            .toBytes();
    // 55 of 255 in linear light is 128 in sRGB.
    assertThat(level(rendered(file, Format.JPEG, 0))).isBetween(126, 130);
    assertThat(level(rendered(plain, Format.JPEG, 0))).isBetween(54, 56);
  }

  @Test
  void convertsByProfileOfPng() throws IOException {
    byte[] plain = Pictures.encoded(grey(BufferedImage.TYPE_INT_RGB, 55), "png");
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(compressed)) {
      out.write(linearProfile());
    }
    byte[] chunk =
        Headers.pngChunk(
            "iCCP",
            ByteWriter.bigEndian().text("linear\0\0").bytes(compressed.toByteArray()).toBytes());
    int headerBytes = 33;
    byte[] file =
        ByteWriter.bigEndian()
            .bytes(Arrays.copyOf(plain, headerBytes))
            .bytes(chunk)
            .bytes(Arrays.copyOfRange(plain, headerBytes, plain.length))
            .toBytes();
    assertThat(level(rendered(file, Format.JPEG, 0))).isBetween(126, 130);
  }

  @Test
  void passesOverProfileThatIsNone() {
    byte[] plain = Pictures.encoded(grey(BufferedImage.TYPE_INT_RGB, 55), "jpeg");
    byte[] file =
        ByteWriter.bigEndian()
            .u8(0xff, 0xd8, 0xff, 0xe2)
            .u16(2 + 14 + 200)
            .text("ICC_PROFILE\0")
            .u8(1, 1)
            .bytes(new byte[200])
            .bytes(Arrays.copyOfRange(plain, 2, plain.length))
            .toBytes();
    assertThat(level(rendered(file, Format.JPEG, 0))).isBetween(54, 56);
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

  @Test
  void refusesCmykWithoutProfile() throws IOException {
    RefusedException refusal = refusal(cmykJpeg());
    assertThat(refusal.reason()).isEqualTo(Reason.UNSUPPORTED_TYPE);
    assertThat(refusal).hasMessageContaining("but got a CMYK JPEG without a colour profile: ");
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
  @ValueSource(strings = {"jpeg", "png", "gif"})
  void refusesTruncatedFiles(String format) {
    byte[] file = Pictures.encoded(noise(300, 300), format);
    for (int percent = 30; percent < 100; percent += 15) {
      byte[] cut = Arrays.copyOf(file, file.length * percent / 100);
      assertThat(refusal(cut).reason()).as("%s %%", percent).isEqualTo(Reason.TRUNCATED);
    }
  }

  @Test
  void refusesJpegWhoseSizeIsALie() {
    byte[] file = Pictures.encoded(noise(300, 300), "jpeg");
    int frame = indexOf(file, 0xff, 0xc0);
    file[frame + 5] = 0x08; // 2,348 rows, of which 300 are there.
    assertThat(refusal(file).reason()).isEqualTo(Reason.CORRUPT);
  }

  @Test
  void refusesBrokenPng() {
    byte[] file = Pictures.encoded(noise(300, 300), "png");
    Arrays.fill(file, file.length / 2, file.length / 2 + 100, (byte) 0);
    assertThat(refusal(file).reason()).isEqualTo(Reason.CORRUPT);
  }

  @Test
  void refusesTypesThatItCannotRead() {
    RefusedException refusal = refusal(Headers.webp(Headers.vp8(640, 480)));
    assertThat(refusal.reason()).isEqualTo(Reason.UNSUPPORTED_TYPE);
    assertThat(refusal).hasMessageContaining("but got image/webp: ");
  }

  @Test
  void refusesWhatTakesTooLong() {
    byte[] file = Pictures.encoded(noise(300, 300), "jpeg");
    Limits limits = RECIPE.limits();
    Recipe hasty =
        new Recipe(
            RECIPE.widthsPx(),
            RECIPE.ratios(),
            RECIPE.encodings(),
            RECIPE.background(),
            RECIPE.accept(),
            new Limits(
                limits.bytesMax(),
                limits.dimensionMax(),
                limits.pixelsMax(),
                limits.framesMax(),
                limits.outputBytesMax(),
                Duration.ofNanos(1)));
    RefusedException refusal =
        catchThrowableOfType(
            RefusedException.class, () -> new LadderMaker(hasty, RENDERER).make(file));
    assertThat(refusal.reason()).isEqualTo(Reason.RENDER_TIMEOUT);
  }

  @ParameterizedTest
  @CsvSource({"80, 6", "50, 16", "95, 2"})
  void honoursQuality(int quality, int firstStep) {
    byte[] file = Pictures.encoded(noise(300, 300), "png");
    byte[] jpeg =
        new LadderMaker(recipe(quality), RENDERER).make(file).ladder().images().get(0).bytes();
    // The first number of the first table is 16 at quality 50, scaled as libjpeg does.
    assertThat(jpeg[indexOf(jpeg, 0xff, 0xdb) + 5]).isEqualTo((byte) firstStep);
  }

  @Test
  void halvesColourInEitherDirection() {
    byte[] jpeg = rendered(Pictures.encoded(noise(300, 300), "png"), Format.JPEG, 0);
    int frame = indexOf(jpeg, 0xff, 0xc0);
    assertThat(jpeg[frame + 11]).isEqualTo((byte) 0x22);
    assertThat(jpeg[frame + 14]).isEqualTo((byte) 0x11);
  }

  @Test
  void stripsMetadata() {
    byte[] file =
        Exif.intoJpeg(Pictures.encoded(noise(300, 300), "jpeg"), Exif.orientation(6, true));
    byte[] jpeg = rendered(file, Format.JPEG, 0);
    int scan = indexOf(jpeg, 0xff, 0xda);
    for (int marker = 0xe1; marker <= 0xef; marker++) {
      assertThat(indexOf(Arrays.copyOf(jpeg, scan), 0xff, marker)).isNegative();
    }
  }

  @Test
  void readsHugeOriginalsAtAFraction() {
    byte[] file =
        Pictures.encoded(
            Pictures.plain(6000, 5000, BufferedImage.TYPE_BYTE_GRAY, Color.GRAY), "jpeg");
    Decoded decoded =
        new Decoding(file, Probe.read(file, RECIPE), new Deadline(Duration.ofMinutes(1)))
            .toAtLeast(400, 333);
    assertThat(decoded.image().getWidth()).isEqualTo(3000);
    assertThat(decoded.image().getHeight()).isEqualTo(2500);
  }

  @Test
  void neverReadsLessThanIsPlanned() {
    byte[] file =
        Pictures.encoded(
            Pictures.plain(6000, 5000, BufferedImage.TYPE_BYTE_GRAY, Color.GRAY), "jpeg");
    Decoded decoded =
        new Decoding(file, Probe.read(file, RECIPE), new Deadline(Duration.ofMinutes(1)))
            .toAtLeast(3001, 2501);
    assertThat(decoded.image().getWidth()).isEqualTo(6000);
  }

  @Test
  void putsFirstFrameOfGifAtItsPlace() {
    byte[] file =
        Pictures.encoded(Pictures.plain(20, 20, BufferedImage.TYPE_INT_RGB, Color.RED), "gif");
    file[6] = 60; // The picture is larger than its frame...
    file[8] = 50;
    int frame = indexOf(file, 0x2c, 0x00);
    file[frame + 1] = 30; // ...which stands to the right, and down.
    file[frame + 3] = 10;
    BufferedImage image = Pictures.decoded(rendered(file, Format.PNG, 0));
    assertThat(image.getWidth()).isEqualTo(60);
    assertThat(image.getHeight()).isEqualTo(50);
    assertThat(Pictures.at(image, 5, 5).getAlpha()).isZero();
    assertThat(near(image, 40, 20, Color.RED)).isTrue();
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
    Rendering rendering = make(SharedData.read(name));
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

  @ParameterizedTest
  @CsvSource({
    "edge-cases/truncated.jpg, TRUNCATED",
    "edge-cases/truncated.png, TRUNCATED",
    "edge-cases/corrupt-header.jpg, TRUNCATED",
    "edge-cases/cielab-dagams.tiff, UNSUPPORTED_TYPE",
    "edge-cases/Channel_digital_image_CMYK_color_no_profile.jpg, UNSUPPORTED_TYPE"
  })
  void refusesRealFiles(String name, Reason reason) {
    assertThat(refusal(SharedData.read(name)).reason()).isEqualTo(reason);
  }

  private static Recipe recipe(int quality) {
    String json =
        """
        {"version": 1, "widths": [160, 400], "background": "#1e90ff",
         "formats": [{"format": "jpeg", "quality": %d}, {"format": "png", "quality": 80},
                     {"format": "webp", "quality": 80}]}
        """
            .formatted(quality);
    return RecipeReader.read("a test", json.getBytes(StandardCharsets.UTF_8));
  }

  private static Rendering make(byte[] file) {
    return new LadderMaker(RECIPE, RENDERER).make(file);
  }

  /** The image of a format, widest first. */
  private static byte[] rendered(byte[] file, Format format, int index) {
    return make(file).ladder().images().stream()
        .filter(image -> image.planned().encoding().format() == format)
        .toList()
        .get(index)
        .bytes();
  }

  private static RefusedException refusal(byte[] file) {
    return catchThrowableOfType(RefusedException.class, () -> make(file));
  }

  private static boolean near(BufferedImage image, int x, int y, Color color) {
    return Pictures.near(Pictures.at(image, x, y), color, 12);
  }

  private static int level(byte[] jpeg) {
    BufferedImage image = Pictures.decoded(jpeg);
    int[] samples = image.getRaster().getPixel(50, 50, (int[]) null);
    return samples[0];
  }

  private static BufferedImage grey(int type, int level) {
    return Pictures.plain(500, 500, type, new Color(level, level, level));
  }

  private static byte[] linearProfile() {
    return ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
  }

  private static BufferedImage noise(int widthPx, int heightPx) {
    BufferedImage image = new BufferedImage(widthPx, heightPx, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(1);
    for (int y = 0; y < heightPx; y++) {
      for (int x = 0; x < widthPx; x++) {
        image.setRGB(x, y, random.nextInt(1 << 24));
      }
    }
    return image;
  }

  /** A JPEG of four components, none of which means anything that it says. */
  private static byte[] cmykJpeg() throws IOException {
    WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 100, 100, 4, null);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(raster, null, null), null);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static int indexOf(byte[] bytes, int first, int second) {
    for (int i = 0; i + 1 < bytes.length; i++) {
      if ((bytes[i] & 0xff) == first && (bytes[i + 1] & 0xff) == second) {
        return i;
      }
    }
    return -1;
  }
}
