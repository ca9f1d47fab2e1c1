package io.calotype.variants.render.scalr;

import static io.calotype.variants.render.scalr.SmallLadder.RECIPE;
import static io.calotype.variants.render.scalr.SmallLadder.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.variants.fixture.Headers;
import io.calotype.variants.fixture.SharedData;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.reason.RefusedException;
import io.calotype.variants.recipe.Limits;
import io.calotype.variants.recipe.Recipe;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that cannot be rendered, each refused for its reason. */
class ScalrRefusalTest {
  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png", "gif"})
  void refusesTruncatedFiles(String format) {
    byte[] file = Pictures.encoded(Pictures.noise(300, 300), format);
    for (int percent = 30; percent < 100; percent += 15) {
      byte[] cut = Arrays.copyOf(file, file.length * percent / 100);
      assertThat(refusal(cut).reason()).as("%s %%", percent).isEqualTo(Reason.TRUNCATED);
    }
  }

  @Test
  void refusesJpegWhoseSizeIsALie() {
    byte[] file = Pictures.encoded(Pictures.noise(300, 300), "jpeg");
    int frame = Pictures.indexOf(file, 0xff, 0xc0);
    file[frame + 5] = 0x08; // 2,348 rows, of which 300 are there.
    assertThat(refusal(file).reason()).isEqualTo(Reason.CORRUPT);
  }

  @Test
  void refusesBrokenPng() {
    byte[] file = Pictures.encoded(Pictures.noise(300, 300), "png");
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
  void refusesCmykWithoutProfile() throws IOException {
    RefusedException refusal = refusal(cmykJpeg());
    assertThat(refusal.reason()).isEqualTo(Reason.UNSUPPORTED_TYPE);
    assertThat(refusal).hasMessageContaining("but got a CMYK JPEG without a colour profile: ");
  }

  @Test
  void refusesWhatTakesTooLong() {
    byte[] file = Pictures.encoded(Pictures.noise(300, 300), "jpeg");
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
    RefusedException refusal = refusal(hasty, file);
    assertThat(refusal.reason()).isEqualTo(Reason.RENDER_TIMEOUT);
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
}
