package io.calotype.variants.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.calotype.variants.fixture.ByteWriter;
import io.calotype.variants.fixture.Exif;
import io.calotype.variants.fixture.Headers;
import io.calotype.variants.fixture.SharedData;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.reason.RefusedException;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RecipeReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  @Test
  void refusesEmptyFile() {
    assertThat(refusal(new byte[0]).reason()).isEqualTo(Reason.EMPTY_FILE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "just words                | text",
        "%PDF-1.7                  | PDF",
        "BM123456                  | BMP",
        "8BPS                      | Photoshop PSD",
        "<?xml version='1.0'?><svg | SVG",
        "<!DOCTYPE html>           | HTML",
        "II+0                      | text",
        "IIRO                      | camera RAW",
        "????ftypheic              | HEIC",
        "????ftypmif1              | HEIF",
        "????ftypcrx ?             | camera RAW",
        "????ftypisom              | MP4 or QuickTime video",
        "RIFF????WAVEfmt           | RIFF audio or video"
      })
  void namesWhatItCannotRead(String content, String name) {
    RefusedException refusal = refusal(content.getBytes(StandardCharsets.ISO_8859_1));
    assertThat(refusal.reason()).isEqualTo(Reason.UNSUPPORTED_TYPE);
    assertThat(refusal)
        .hasMessageStartingWith(
            "expected one of image/avif, image/gif, image/jpeg, image/png, image/tiff, image/webp"
                + " but got "
                + name
                + ": ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "????ftypheic | convert the picture to JPEG (on an iPhone, Settings, Camera, Formats, Most Compatible takes JPEGs)",
        "IIRO         | develop the picture to JPEG or TIFF",
        "%PDF-1.7     | export the picture as PNG or JPEG",
        "BM123456     | convert the picture to one of these types"
      })
  void saysWhatToDoWithWhatItCannotRead(String content, String advice) {
    assertThat(refusal(content.getBytes(StandardCharsets.ISO_8859_1)))
        .hasMessageEndingWith(": " + advice);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rawFiles")
  void tellsCameraRawFromTiff(String maker, byte[] file) {
    RefusedException refusal = refusal(file);
    assertThat(refusal.reason()).isEqualTo(Reason.UNSUPPORTED_TYPE);
    assertThat(refusal).hasMessageContaining("but got camera RAW: ");
  }

  static Stream<Arguments> rawFiles() {
    return Stream.of(
        Arguments.of("DNG", Headers.tiff(true, 256, 6000, 257, 4000, 50706, 1)),
        Arguments.of("NEF, ARW", Headers.tiff(true, 254, 1, 256, 160, 257, 120, 330, 200)),
        Arguments.of("PEF", Headers.tiff(false, 256, 6000, 257, 4000, 259, 65535)),
        Arguments.of("SRW, 3FR", Headers.tiff(true, 256, 6000, 257, 4000, 262, 32803)),
        Arguments.of("linear raw", Headers.tiff(true, 256, 6000, 257, 4000, 262, 34892)),
        Arguments.of("sensor data below", sensorDataInSubDirectory()),
        Arguments.of("CR2", HexFormat.of().parseHex("49492a001000000043520200")),
        Arguments.of("CRW", "II\u001a\0\0\0HEAPCCDR".getBytes(StandardCharsets.ISO_8859_1)),
        Arguments.of("X3F", "FOVb1234".getBytes(StandardCharsets.ISO_8859_1)));
  }

  /** A first directory like any picture's, and one below it of what the sensor saw. */
  private static byte[] sensorDataInSubDirectory() {
    int second = 8 + 2 + 3 * 12 + 4;
    return ByteWriter.littleEndian()
        .bytes(Headers.tiff(true, 256, 160, 257, 120, 330, second))
        .u16(1)
        .u16(262)
        .u16(3)
        .u32(1)
        .u16(32803)
        .u16(0)
        .u32(0)
        .toBytes();
  }

  @ParameterizedTest
  @CsvSource({
    "49492b00 08000000, BigTIFF",
    "4d4d002b 00080000, BigTIFF",
    "ff0a 0000, JPEG XL",
    "0000000c 4a584c20, JPEG XL",
    "0000000c 6a502020, JPEG 2000",
    "00000100 0100, ICO",
    "00112233 445566778899, something unknown that begins with 00 11 22 33 44 55 66 77",
    "49492a00 10000000 43520200, camera RAW"
  })
  void namesBinaryFilesThatItCannotRead(String hex, String name) {
    RefusedException refusal = refusal(HexFormat.of().parseHex(hex.replace(" ", "")));
    assertThat(refusal.reason()).isEqualTo(Reason.UNSUPPORTED_TYPE);
    assertThat(refusal).hasMessageContaining("but got " + name + ": ");
  }

  @Test
  void refusesTypeThatRecipeDoesNotAccept() {
    Recipe onlyPng =
        RecipeReader.read(
            "a test",
            """
            {"version": 1, "widths": [9], "formats": [{"format": "jpeg", "quality": 80}],
             "accept": ["image/png"]}
            """
                .getBytes(StandardCharsets.UTF_8));
    RefusedException refusal =
        catchThrowableOfType(
            RefusedException.class, () -> Probe.read(Headers.jpeg(640, 480), onlyPng));
    assertThat(refusal.reason()).isEqualTo(Reason.UNSUPPORTED_TYPE);
    assertThat(refusal).hasMessageStartingWith("expected one of image/png but got JPEG: ");
  }

  @Test
  void refusesEachHeaderThatIsCutOff() {
    byte[] exif = Headers.webpChunk("EXIF", Exif.orientation(8, true));
    byte[][] files = {
      Headers.jpeg(640, 480),
      Headers.png(640, 480, 8, 6),
      Headers.webp(Headers.vp8x(0x18, 640, 480), Headers.vp8(640, 480), exif),
      Headers.tiff(true, 256, 640, 257, 480)
    };
    int[] ends = {2, 12, 0, 4}; // What may be missing at the end without harm to the header.
    for (int i = 0; i < files.length; i++) {
      for (int length = 16; length < files[i].length - ends[i]; length++) {
        assertThat(refusal(Arrays.copyOf(files[i], length)).reason())
            .as("file %s of %s bytes", i, length)
            .isEqualTo(Reason.TRUNCATED);
      }
    }
  }

  @Test
  void refusesContradictions() {
    byte[] wrongChecksum = Headers.png(640, 480, 8, 6);
    wrongChecksum[19] ^= 1;
    byte[] tiffWithoutSize = Headers.tiff(true, 274, 1);
    byte[] framesOnly = Headers.webp(Headers.vp8x(0x02, 640, 480));
    byte[] otherCanvas = Headers.webp(Headers.vp8x(0, 641, 480), Headers.vp8(640, 480));
    byte[] scanFirst = ByteWriter.bigEndian().u8(0xff, 0xd8, 0xff, 0xda, 0, 2).toBytes();
    byte[][] files = {
      Headers.jpeg(0, 480),
      Headers.jpeg(640, 0),
      scanFirst,
      Headers.png(0, 480, 8, 6),
      Headers.png(-1, 480, 8, 6),
      Headers.png(640, 480, 3, 6),
      Headers.png(640, 480, 8, 5),
      wrongChecksum,
      Headers.gif(70, 30, 0, false),
      Headers.webp(Headers.vp8(0, 480)),
      framesOnly,
      otherCanvas,
      tiffWithoutSize,
      Headers.tiff(true, 256, 0, 257, 480),
      Headers.avif("avif", "av01", false),
      Headers.avif("avif", "mime", false, Headers.ispe(640, 480)),
      Headers.avif("avif", "av01", false, Headers.ispe(0, 480))
    };
    for (int i = 0; i < files.length; i++) {
      assertThat(refusal(files[i]).reason()).as("file %s", i).isEqualTo(Reason.CORRUPT);
    }
  }

  @Test
  void refusesKindsOfJpegAndTiffThatNoEngineReads() {
    byte[] lossless =
        ByteWriter.bigEndian()
            .u8(0xff, 0xd8)
            .bytes(Headers.jpegFrame(0xc3, 8, 640, 480, 3))
            .toBytes();
    byte[] twelveBits =
        ByteWriter.bigEndian()
            .u8(0xff, 0xd8)
            .bytes(Headers.jpegFrame(0xc1, 12, 640, 480, 3))
            .toBytes();
    byte[] digitalNegative = Headers.tiff(true, 256, 640, 257, 480, 50706, 1);
    byte[] nikon = Headers.tiff(true, 254, 1, 256, 160, 257, 120, 330, 99);
    for (byte[] file : new byte[][] {lossless, twelveBits, digitalNegative, nikon}) {
      assertThat(refusal(file).reason()).isEqualTo(Reason.UNSUPPORTED_TYPE);
    }
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

  private static RefusedException refusal(byte[] file) {
    RefusedException refusal =
        catchThrowableOfType(RefusedException.class, () -> Probe.read(file, RECIPE));
    assertThat(refusal).as("a refusal").isNotNull();
    assertThat(refusal.getMessage()).startsWith("expected ").contains(" but ").contains(": ");
    assertThat(refusal.getMessage()).doesNotContain("\n");
    return refusal;
  }
}
