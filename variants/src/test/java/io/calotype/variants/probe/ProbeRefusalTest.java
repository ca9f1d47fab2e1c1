package io.calotype.variants.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.calotype.variants.fixture.ByteWriter;
import io.calotype.variants.fixture.Exif;
import io.calotype.variants.fixture.Headers;
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

/** What is told of files that are no pictures, or none that an engine reads. */
class ProbeRefusalTest {
  private static final Recipe RECIPE = RecipeReader.defaultRecipe();

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

  private static RefusedException refusal(byte[] file) {
    RefusedException refusal =
        catchThrowableOfType(RefusedException.class, () -> Probe.read(file, RECIPE));
    assertThat(refusal).as("a refusal").isNotNull();
    assertThat(refusal.getMessage()).startsWith("expected ").contains(" but ").contains(": ");
    assertThat(refusal.getMessage()).doesNotContain("\n");
    return refusal;
  }
}
