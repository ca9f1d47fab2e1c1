package io.calotype.variants.render.vips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.calotype.variants.fixture.Exif;
import io.calotype.variants.fixture.Icc;
import io.calotype.variants.fixture.Stored;
import io.calotype.variants.name.Format;
import io.calotype.variants.plan.Plan;
import io.calotype.variants.probe.ImageHeader;
import io.calotype.variants.probe.Probe;
import io.calotype.variants.probe.SourceFormat;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.reason.RefusedException;
import io.calotype.variants.recipe.Encoding;
import io.calotype.variants.recipe.Limits;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.render.Ladder;
import io.calotype.variants.render.Preview;
import io.calotype.variants.render.RenderedImage;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VipsRendererTest {
  private static final List<Encoding> WEBP = List.of(new Encoding(Format.WEBP, 80, 0, false));

  @ParameterizedTest
  @CsvSource({"4032, 3024", "601, 397", "1001, 3", "16000, 20", "20, 20000", "1, 1", "3, 1000"})
  void givesEveryImageItsPlannedSize(int widthPx, int heightPx) {
    byte[] jpeg = Pictures.file(Pictures.quarters(widthPx, heightPx), "jpeg");
    Recipe recipe = Pictures.allFormats(7, 160, 333, 1080);

    for (RenderedImage image : Pictures.render(jpeg, recipe)) {
      ImageHeader made = Probe.read(image.bytes(), recipe);
      assertThat(made.format().contentType())
          .isEqualTo(image.planned().encoding().format().contentType());
      assertThat(made.widthPx()).isEqualTo(image.planned().widthPx());
      assertThat(made.heightPx()).isEqualTo(image.planned().heightPx());
    }
  }

  @Test
  void neverEnlarges() {
    byte[] png = Pictures.file(Pictures.quarters(200, 100), "png");

    List<RenderedImage> images = Pictures.render(png, Pictures.png(160, 320, 640));

    assertThat(images)
        .extracting(image -> Pictures.pixels(image).getWidth())
        .containsExactly(200, 160);
    assertThat(images.get(0).planned().names()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void turnsEveryOrientationUpright(int orientation) {
    BufferedImage upright = Pictures.quarters(400, 240);
    byte[] jpeg = Pictures.file(Stored.as(upright, orientation), "jpeg");
    byte[] turned = Exif.intoJpeg(jpeg, Exif.orientation(orientation, true));

    BufferedImage image = Pictures.rendered(turned, 100);

    assertThat(image.getWidth()).isEqualTo(100);
    assertThat(image.getHeight()).isEqualTo(60);
    assertColour(image, 0.25, 0.25, Pictures.TOP_LEFT);
    assertColour(image, 0.75, 0.25, Pictures.TOP_RIGHT);
    assertColour(image, 0.25, 0.75, Pictures.BOTTOM_LEFT);
    assertColour(image, 0.75, 0.75, Pictures.BOTTOM_RIGHT);
  }

  @Test
  void keepsContentInPlaceDownTheLadder() {
    byte[] png = Pictures.file(Pictures.quarters(2000, 1333), "png");

    for (RenderedImage rendered : Pictures.render(png, Pictures.png(33, 100, 700, 1500))) {
      BufferedImage image = Pictures.pixels(rendered);
      double edge = 1.0 / image.getWidth();
      assertColour(image, 0.5 - 3 * edge, 0.25, Pictures.TOP_LEFT);
      assertColour(image, 0.5 + 3 * edge, 0.75, Pictures.BOTTOM_RIGHT);
    }
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void keepsTransparencyWhereTheFormatHasIt(Format format) {
    byte[] png = Pictures.file(Pictures.plain(300, 300, new Color(200, 100, 50, 128)), "png");
    Recipe recipe =
        Pictures.recipe(Limits.DEFAULT, List.of(new Encoding(format, 100, 0, false)), 100);

    byte[] made = Pictures.render(png, recipe).get(0).bytes();

    BufferedImage image = Pictures.rendered(made, 100);
    int alpha = image.getRGB(50, 50) >>> 24;
    assertThat(alpha).isCloseTo(format.alpha() ? 128 : 255, within(2));
    assertColour(
        image, 0.5, 0.5, format.alpha() ? new Color(200, 100, 50) : new Color(105, 60, 40));
  }

  @Test
  void doesNotLetInvisibleColoursBleed() {
    BufferedImage image = Pictures.plain(400, 400, new Color(0, 255, 0, 0));
    for (int y = 0; y < 400; y++) {
      for (int x = 0; x < 201; x++) {
        image.setRGB(x, y, 0xffff0000);
      }
    }

    BufferedImage made = Pictures.rendered(Pictures.file(image, "png"), 40);

    for (int x = 0; x < 40; x++) {
      int argb = made.getRGB(x, 20);
      if (argb >>> 24 > 8) {
        assertThat((argb >> 8) & 0xff).as("green at " + x).isLessThan(8);
      }
    }
  }

  @Test
  void dropsAlphaThatHidesNothing() {
    BufferedImage opaque = new BufferedImage(300, 200, BufferedImage.TYPE_INT_ARGB);
    opaque.createGraphics().drawImage(Pictures.quarters(300, 200), 0, 0, null);

    BufferedImage made = Pictures.rendered(Pictures.file(opaque, "png"), 100);

    assertThat(made.getColorModel().hasAlpha()).isFalse();
    assertColour(made, 0.25, 0.25, Pictures.TOP_LEFT);
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void leavesNoMetadata(Format format) {
    byte[] jpeg = Pictures.file(Pictures.quarters(300, 200), "jpeg");
    byte[] exif = Exif.orientation(6, false);
    byte[] withGps = Arrays.copyOf(exif, exif.length + 32);
    byte[] secret = "GPS 48.858N 2.294E".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(secret, 0, withGps, exif.length, secret.length);
    byte[] tagged = Exif.intoJpeg(Icc.intoJpeg(jpeg, Icc.displayP3()), withGps);
    Recipe recipe =
        Pictures.recipe(Limits.DEFAULT, List.of(new Encoding(format, 80, 0, false)), 100);

    String made = text(Pictures.render(tagged, recipe).get(0).bytes());

    assertThat(text(tagged)).contains("Exif", "GPS", "ICC_PROFILE");
    assertThat(made)
        .doesNotContain("Exif", "EXIF", "GPS", "ICC_PROFILE", "iCCP", "ICCP", "acsp", "XMP", "xmp");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png", "gif"})
  void refusesTruncatedFiles(String format) {
    byte[] whole = Pictures.file(Pictures.noise(500, 400), format);
    byte[] half = Arrays.copyOf(whole, whole.length / 2);

    assertRefused(half, Pictures.png(100), Reason.TRUNCATED);
  }

  @Test
  void refusesTruncatedWebpAndAvif() {
    byte[] png = Pictures.file(Pictures.noise(500, 400), "png");
    for (RenderedImage image : Pictures.render(png, Pictures.allFormats(400))) {
      byte[] half = Arrays.copyOf(image.bytes(), image.bytes().length / 2);
      assertRefused(half, image.planned().encoding().format());
    }
  }

  private static void assertRefused(byte[] file, Format format) {
    SourceFormat source =
        Arrays.stream(SourceFormat.values())
            .filter(candidate -> candidate.contentType().equals(format.contentType()))
            .findFirst()
            .orElseThrow();
    ImageHeader header = new ImageHeader(source, 400, 320, 1, 1, false);
    assertThatThrownBy(() -> Pictures.RENDERER.render(file, Plan.ladder(Pictures.png(100), header)))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> assertThat(e.reason()).as(format.id()).isEqualTo(Reason.TRUNCATED));
  }

  @Test
  void refusesCorruptFiles() {
    byte[] png = Pictures.file(Pictures.noise(500, 400), "png");
    Arrays.fill(png, png.length / 2, png.length / 2 + 500, (byte) 0x55);

    assertRefused(png, Pictures.png(100), Reason.CORRUPT);
  }

  @Test
  void refusesFilesWhosePictureIsNotTheHeaders() {
    byte[] png = Pictures.file(Pictures.noise(500, 400), "png");
    ImageHeader other = new ImageHeader(SourceFormat.PNG, 500, 500, 1, 1, false);

    assertThatThrownBy(() -> Pictures.RENDERER.render(png, Plan.ladder(Pictures.png(100), other)))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CORRUPT));
  }

  @Test
  void refusesVariantsLargerThanTheLimit() {
    byte[] png = Pictures.file(Pictures.noise(200, 200), "png");
    int bytes =
        Pictures.render(png, Pictures.recipe(outputBytesMax(1_000_000), WEBP, 200))
            .get(0)
            .bytes()
            .length;

    assertThat(Pictures.render(png, Pictures.recipe(outputBytesMax(bytes), WEBP, 200))).hasSize(1);
    assertRefused(
        png, Pictures.recipe(outputBytesMax(bytes - 1), WEBP, 200), Reason.OUTPUT_TOO_LARGE);
  }

  @Test
  void endsRenderingsThatTakeTooLong() {
    byte[] png =
        Pictures.file(new BufferedImage(12_000, 8_000, BufferedImage.TYPE_BYTE_GRAY), "png");
    Limits limits = Limits.DEFAULT;
    Limits hasty =
        new Limits(
            limits.bytesMax(),
            limits.dimensionMax(),
            limits.pixelsMax(),
            limits.framesMax(),
            limits.outputBytesMax(),
            Duration.ofMillis(5));

    assertRefused(png, Pictures.recipe(hasty, WEBP, 1920), Reason.RENDER_TIMEOUT);
    assertThat(Pictures.render(png, Pictures.png(100))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"4000, 3000, 80, 60", "3000, 4000, 53, 71", "60, 30, 60, 30", "16000, 20, 80, 1"})
  void givesPreviewOfAtMost100Pixels(
      int widthPx, int heightPx, int previewWidth, int previewHeight) {
    byte[] jpeg = Pictures.file(Pictures.quarters(widthPx, heightPx), "jpeg");

    Ladder ladder = Pictures.RENDERER.render(jpeg, Pictures.plan(jpeg, Pictures.png(160, 640)));

    Preview preview = ladder.preview();
    assertThat(preview.widthPx()).isEqualTo(previewWidth);
    assertThat(preview.heightPx()).isEqualTo(previewHeight);
    assertThat(preview.rgba()[3]).isEqualTo((byte) 255);
    assertThat(preview.rgba()[0] & 0xff).as("red of the first corner").isGreaterThan(100);
  }

  @Test
  void previewKeepsTransparencyUnpremultiplied() {
    byte[] png = Pictures.file(Pictures.plain(300, 300, new Color(200, 100, 50, 128)), "png");

    byte[] rgba =
        Pictures.RENDERER.render(png, Pictures.plan(png, Pictures.png(160))).preview().rgba();

    assertThat(new int[] {rgba[0] & 0xff, rgba[1] & 0xff, rgba[2] & 0xff, rgba[3] & 0xff})
        .satisfies(colour -> assertNear(colour, new int[] {200, 100, 50, 128}));
  }

  @Test
  void givesBackAllNativeMemory() throws InterruptedException {
    byte[] good = Pictures.file(Pictures.plain(800, 600, new Color(9, 99, 199, 99)), "png");
    byte[] bad = Arrays.copyOf(good, good.length / 2);
    byte[] jpeg = Pictures.file(Pictures.quarters(900, 700), "jpeg");
    byte[] cut = Arrays.copyOf(jpeg, jpeg.length / 2);
    Recipe recipe = Pictures.recipe(Limits.DEFAULT, WEBP, 100, 300);
    LibVips functions = Vips.load(VipsSettings.ofEnvironment()).functions();
    Pictures.render(good, recipe);
    awaitWorkersIdle(functions, 0);
    int allocationsBefore = functions.vipsTrackedGetAllocs();
    long bytesBefore = functions.vipsTrackedGetMem();

    for (int i = 0; i < 50; i++) {
      Pictures.render(good, recipe);
      Pictures.render(jpeg, recipe);
      assertRefused(bad, recipe, Reason.TRUNCATED);
      assertRefused(cut, recipe, Reason.TRUNCATED);
    }

    awaitWorkersIdle(functions, allocationsBefore);
    assertThat(functions.vipsTrackedGetAllocs()).isEqualTo(allocationsBefore);
    assertThat(functions.vipsTrackedGetMem()).isEqualTo(bytesBefore);
  }

  /** The threads of libvips give back their own part a moment after the call that used them. */
  private static void awaitWorkersIdle(LibVips functions, int allocations)
      throws InterruptedException {
    for (int i = 0; i < 600 && functions.vipsTrackedGetAllocs() != allocations; i++) {
      Thread.sleep(50);
    }
  }

  private static Limits outputBytesMax(long bytes) {
    Limits limits = Limits.DEFAULT;
    return new Limits(
        limits.bytesMax(),
        limits.dimensionMax(),
        limits.pixelsMax(),
        limits.framesMax(),
        bytes,
        limits.renderTimeMax());
  }

  private static void assertRefused(byte[] file, Recipe recipe, Reason reason) {
    // By the probe already, where the header says enough.
    assertThatThrownBy(() -> Pictures.render(file, recipe))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private static void assertColour(BufferedImage image, double x, double y, Color expected) {
    assertNear(Pictures.rgbAt(image, x, y), Pictures.rgb(expected));
  }

  private static void assertNear(int[] colour, int[] expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(colour[i])
          .as("%s against %s", Arrays.toString(colour), Arrays.toString(expected))
          .isCloseTo(expected[i], within(6));
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
