package io.calotype.variants.render.vips;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.variants.fixture.Exif;
import io.calotype.variants.name.Format;
import io.calotype.variants.probe.CutShort;
import io.calotype.variants.probe.SourceFormat;
import io.calotype.variants.render.RenderedImage;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CutShortTest {
  private static final Map<SourceFormat, byte[]> WHOLE = new EnumMap<>(SourceFormat.class);

  @BeforeAll
  static void makesFiles() {
    BufferedImage noise = Pictures.noise(64, 64);
    WHOLE.put(SourceFormat.GIF, Pictures.file(noise, "gif"));
    byte[] png = Pictures.file(noise, "png");
    for (RenderedImage image : Pictures.render(png, Pictures.allFormats(64))) {
      Format format = image.planned().encoding().format();
      WHOLE.put(SourceFormat.valueOf(format.name()), image.bytes());
    }
  }

  @ParameterizedTest
  @EnumSource(value = SourceFormat.class, mode = EnumSource.Mode.EXCLUDE, names = "TIFF")
  void tellsWholeFilesFromCutOnes(SourceFormat format) {
    byte[] whole = WHOLE.get(format);

    assertThat(CutShort.is(format, whole)).as("whole").isFalse();
    for (double part : new double[] {0.1, 0.5, 0.9}) {
      byte[] cut = Arrays.copyOf(whole, (int) (part * whole.length));
      assertThat(CutShort.is(format, cut)).as("%s of it", part).isTrue();
    }
    assertThat(CutShort.is(format, Arrays.copyOf(whole, whole.length - 1)))
        .as("all but 1")
        .isTrue();
  }

  @ParameterizedTest
  @EnumSource(SourceFormat.class)
  void neverFailsOnAnyBytes(SourceFormat format) {
    byte[] noise = new byte[4096];
    new java.util.Random(7).nextBytes(noise);
    for (int length = 0; length < noise.length; length += 37) {
      CutShort.is(format, Arrays.copyOf(noise, length));
    }
    assertThat(CutShort.is(SourceFormat.PNG, noise)).isTrue();
  }

  /** Whole are the boxes before it; what follows says that there were more bytes. */
  @ParameterizedTest
  @ValueSource(
      longs = {
        17,
        1L << 31,
        1L << 32,
        (1L << 32) + 16,
        Long.MAX_VALUE - 16,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        -1
      })
  void callsCutShortWhatSaysThatItIsLongerThanItsFile(long length) {
    assertThat(CutShort.is(SourceFormat.AVIF, boxes(length))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 8, 15, 16})
  void callsNothingCutShortThatIsWholeOrSaysNonsense(long length) {
    assertThat(CutShort.is(SourceFormat.AVIF, boxes(length))).isFalse();
  }

  /** A box of 16 bytes, and one whose length stands in 64 bits. */
  private static byte[] boxes(long length) {
    return ByteBuffer.allocate(32)
        .putInt(16)
        .put("ftypavif\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1))
        .putInt(1)
        .put("mdat".getBytes(StandardCharsets.ISO_8859_1))
        .putLong(length)
        .array();
  }

  @Test
  void doesNotTakeTheEndOfAThumbnailForTheEnd() {
    byte[] jpeg = WHOLE.get(SourceFormat.JPEG);
    byte[] cut = Arrays.copyOf(jpeg, jpeg.length / 2);

    assertThat(CutShort.is(SourceFormat.JPEG, Exif.intoJpeg(cut, jpeg))).isTrue();
  }

  @Test
  void neverCallsATiffCutShort() {
    assertThat(CutShort.is(SourceFormat.TIFF, new byte[8])).isFalse();
  }
}
