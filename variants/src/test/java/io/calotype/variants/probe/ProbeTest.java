package io.calotype.variants.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.variants.fixture.ByteWriter;
import io.calotype.variants.fixture.Exif;
import io.calotype.variants.fixture.Headers;
import io.calotype.variants.fixture.SharedData;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of pictures by their headers. */
class ProbeTest {
  private static final Recipe RECIPE = RecipeReader.defaultRecipe();

  @Test
  void readsJpeg() {
    assertThat(Probe.read(Headers.jpeg(640, 480), RECIPE))
        .isEqualTo(new ImageHeader(SourceFormat.JPEG, 640, 480, 1, 1, false));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void readsEachOrientationOfJpegInEitherByteOrder(int orientation) {
    for (boolean littleEndian : new boolean[] {true, false}) {
      byte[] file =
          Exif.intoJpeg(Headers.jpeg(640, 480), Exif.orientation(orientation, littleEndian));
      ImageHeader header = Probe.read(file, RECIPE);
      assertThat(header.orientation()).isEqualTo(orientation);
      assertThat(header.uprightWidthPx()).isEqualTo(orientation >= 5 ? 480 : 640);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 255, 65535})
  void takesAbsurdOrientationAsUpright(int orientation) {
    byte[] file = Exif.intoJpeg(Headers.jpeg(640, 480), Exif.orientation(orientation, true));
    assertThat(Probe.read(file, RECIPE).orientation()).isEqualTo(1);
  }

  @Test
  void takesFirstOfSeveralExifSegments() {
    byte[] second = Exif.intoJpeg(Headers.jpeg(640, 480), Exif.orientation(8, true));
    assertThat(Probe.read(Exif.intoJpeg(second, Exif.orientation(6, true)), RECIPE).orientation())
        .isEqualTo(6);
  }

  @Test
  void takesUnreadableExifAsUpright() {
    byte[] exif = Exif.orientation(6, true);
    for (int length = 0; length < exif.length - 8; length++) {
      byte[] file = Exif.intoJpeg(Headers.jpeg(640, 480), Arrays.copyOf(exif, length));
      assertThat(Probe.read(file, RECIPE).orientation()).as("EXIF of %s bytes", length).isOne();
    }
    exif[4] = (byte) 0xff; // The directory lies far behind the end.
    exif[7] = (byte) 0xff;
    assertThat(Probe.read(Exif.intoJpeg(Headers.jpeg(640, 480), exif), RECIPE).orientation())
        .isOne();
  }

  @Test
  void readsOrientationOfWholeEntriesWhereExifDirectoryIsCutOff() {
    byte[] exif = Exif.orientation(6, true);
    exif[9] = (byte) 0xff; // Claims 65,281 entries.
    assertThat(Probe.read(Exif.intoJpeg(Headers.jpeg(640, 480), exif), RECIPE).orientation())
        .isEqualTo(6);
  }

  @Test
  void passesOverBytesBetweenJpegMarkers() {
    byte[] jpeg = Headers.jpeg(640, 480);
    byte[] file =
        ByteWriter.bigEndian()
            .u8(0xff, 0xd8, 0xff, 0xff, 0x01, 0x12, 0x00, 0xff, 0x00)
            .bytes(Arrays.copyOfRange(jpeg, 2, jpeg.length))
            .toBytes();
    assertThat(Probe.read(file, RECIPE).widthPx()).isEqualTo(640);
  }

  @ParameterizedTest
  @CsvSource({"1, 3, false", "8, 0, false", "16, 2, false", "8, 4, true", "8, 6, true"})
  void readsPng(int bits, int colour, boolean alpha) {
    assertThat(Probe.read(Headers.png(70000, 3, bits, colour), RECIPE))
        .isEqualTo(new ImageHeader(SourceFormat.PNG, 70000, 3, 1, 1, alpha));
  }

  @Test
  void readsTransparentColourAndOrientationOfPng() {
    byte[] file =
        Headers.png(
            4,
            3,
            8,
            2,
            Headers.pngChunk("tRNS", new byte[6]),
            Headers.pngChunk("eXIf", Exif.orientation(6, false)));
    assertThat(Probe.read(file, RECIPE))
        .isEqualTo(new ImageHeader(SourceFormat.PNG, 4, 3, 6, 1, true));
  }

  @Test
  void takesFirstExifOfPngAndNoneWithThePrefixOfJpeg() {
    byte[] prefixed =
        ByteWriter.bigEndian().text("Exif\0\0").bytes(Exif.orientation(3, true)).toBytes();
    byte[] first = Headers.pngChunk("eXIf", Exif.orientation(6, false));
    byte[] second = Headers.pngChunk("eXIf", Exif.orientation(8, true));
    assertThat(Probe.read(Headers.png(4, 3, 8, 2, first, second), RECIPE).orientation())
        .isEqualTo(6);
    assertThat(
            Probe.read(Headers.png(4, 3, 8, 2, Headers.pngChunk("eXIf", prefixed)), RECIPE)
                .orientation())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"1, false", "1, true", "300, false"})
  void countsFramesOfGif(int frames, boolean transparent) {
    assertThat(Probe.read(Headers.gif(70, 30, frames, transparent), RECIPE))
        .isEqualTo(new ImageHeader(SourceFormat.GIF, 70, 30, 1, frames, transparent));
  }

  @ParameterizedTest
  @CsvSource({
    "640, 480, 20, 20", // The size of a screen.
    "1024, 768, 20, 20",
    "0, 30, 20, 20",
    "3000, 100, 20, 20",
    "641, 480, 641, 480",
    "2048, 100, 2048, 100",
    "10, 10, 20, 20"
  })
  void givesGifTheSizeThatDecodersGiveIt(int screenWidth, int screenHeight, int width, int height) {
    byte[] file = Headers.gif(20, 20, 2, false);
    file[6] = (byte) screenWidth;
    file[7] = (byte) (screenWidth >> 8);
    file[8] = (byte) screenHeight;
    file[9] = (byte) (screenHeight >> 8);
    ImageHeader header = Probe.read(file, RECIPE);
    assertThat(header.widthPx()).isEqualTo(width);
    assertThat(header.heightPx()).isEqualTo(height);
  }

  @Test
  void readsGifWithoutTrailer() {
    byte[] file = Headers.gif(70, 30, 3, false);
    assertThat(Probe.read(Arrays.copyOf(file, file.length - 1), RECIPE).frames()).isEqualTo(3);
  }

  @Test
  void readsLossyWebp() {
    assertThat(Probe.read(Headers.webp(Headers.vp8(640, 480)), RECIPE))
        .isEqualTo(new ImageHeader(SourceFormat.WEBP, 640, 480, 1, 1, false));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void readsLosslessWebp(boolean alpha) {
    assertThat(Probe.read(Headers.webp(Headers.vp8l(16383, 2, alpha)), RECIPE))
        .isEqualTo(new ImageHeader(SourceFormat.WEBP, 16383, 2, 1, 1, alpha));
  }

  @Test
  void readsExtendedWebpWithOrientationBehindItsData() {
    byte[] exif = Headers.webpChunk("EXIF", Exif.orientation(8, true));
    byte[] file = Headers.webp(Headers.vp8x(0x18, 640, 480), Headers.vp8(640, 480), exif);
    assertThat(Probe.read(file, RECIPE))
        .isEqualTo(new ImageHeader(SourceFormat.WEBP, 640, 480, 8, 1, true));
  }

  @Test
  void countsFramesOfWebp() {
    byte[] frame = Headers.webpChunk("ANMF", new byte[24]);
    byte[] file = Headers.webp(Headers.vp8x(0x02, 640, 480), frame, frame, frame);
    assertThat(Probe.read(file, RECIPE))
        .isEqualTo(new ImageHeader(SourceFormat.WEBP, 640, 480, 1, 3, false));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void readsTiffInEitherByteOrder(boolean littleEndian) {
    byte[] file = Headers.tiff(littleEndian, 256, 640, 257, 480, 274, 6, 338, 2);
    assertThat(Probe.read(file, RECIPE))
        .isEqualTo(new ImageHeader(SourceFormat.TIFF, 640, 480, 6, 1, true));
  }

  @ParameterizedTest
  @CsvSource({"avif, av01, true", "avif, grid, false", "avis, av01, false"})
  void readsAvif(String brand, String itemType, boolean alpha) {
    byte[] file = Headers.avif(brand, itemType, alpha, Headers.ispe(640, 480));
    assertThat(Probe.read(file, RECIPE))
        .isEqualTo(new ImageHeader(SourceFormat.AVIF, 640, 480, 1, 1, alpha));
  }

  @Test
  void givesUprightSizeOfCroppedAndRotatedAvif() {
    byte[] clap =
        Headers.box(
            "clap",
            ByteWriter.bigEndian().u32(601).u32(2).u32(200).u32(1).bytes(new byte[16]).toBytes());
    byte[] irot = Headers.box("irot", new byte[] {1});
    byte[] imir = Headers.box("imir", new byte[] {1});
    byte[] file = Headers.avif("avif", "av01", false, Headers.ispe(640, 480), clap, irot, imir);
    assertThat(Probe.read(file, RECIPE))
        .isEqualTo(new ImageHeader(SourceFormat.AVIF, 200, 301, 1, 1, false));
  }

  @ParameterizedTest
  @CsvSource({
    "photos/leica-t-16mp.jpg, JPEG, 4928, 3264, 8, 1, false",
    "photos/dslr-22mp.jpg, JPEG, 5760, 3840, 1, 1, false",
    "edge-cases/exif-Landscape_6.jpg, JPEG, 450, 600, 6, 1, false",
    "edge-cases/65536-uint32-limit.png, PNG, 65536, 65536, 1, 1, false",
    "edge-cases/tbgn2c16.png, PNG, 32, 32, 1, 1, true",
    "edge-cases/animated-loop-3.gif, GIF, 370, 285, 1, 10, true",
    "edge-cases/animated-loop-3.webp, WEBP, 370, 285, 1, 10, true",
    "edge-cases/big-height.webp, WEBP, 13, 169, 1, 97, false",
    "edge-cases/5_webp_a.webp, WEBP, 300, 300, 1, 1, true",
    "edge-cases/G31D_MULTI.TIF, TIFF, 2464, 3248, 1, 1, false",
    "edge-cases/sdr_cosmos12920_cicp1-13-6_yuv444_full_qp10.avif, AVIF, 2048, 858, 1, 1, false"
  })
  void readsRealFiles(
      String name,
      SourceFormat format,
      int widthPx,
      int heightPx,
      int orientation,
      int frames,
      boolean alpha) {
    assertThat(Probe.read(SharedData.read(name), RECIPE))
        .isEqualTo(new ImageHeader(format, widthPx, heightPx, orientation, frames, alpha));
  }
}
