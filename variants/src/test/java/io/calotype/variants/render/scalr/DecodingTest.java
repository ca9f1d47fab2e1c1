package io.calotype.variants.render.scalr;

import static io.calotype.variants.render.scalr.SmallLadder.RECIPE;
import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.variants.probe.Probe;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Large originals are decoded at a fraction of their size, and never at too small a one. */
class DecodingTest {
  @Test
  void readsHugeOriginalsAtAFraction() {
    BufferedImage image = huge(400, 333);
    assertThat(image.getWidth()).isEqualTo(3000);
    assertThat(image.getHeight()).isEqualTo(2500);
  }

  @Test
  void neverReadsLessThanIsPlanned() {
    assertThat(huge(3001, 2501).getWidth()).isEqualTo(6000);
  }

  /** A JPEG of 6000x5000, decoded for what is as large as this. */
  private static BufferedImage huge(int widthPx, int heightPx) {
    byte[] file =
        Pictures.encoded(
            Pictures.plain(6000, 5000, BufferedImage.TYPE_BYTE_GRAY, Color.GRAY), "jpeg");
    return new Decoding(file, Probe.read(file, RECIPE), new Deadline(Duration.ofMinutes(1)))
        .toAtLeast(widthPx, heightPx)
        .image();
  }
}
