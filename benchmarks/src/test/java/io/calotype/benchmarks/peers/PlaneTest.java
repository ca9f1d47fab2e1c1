package io.calotype.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaneTest {
  /** Stored as 3x2: the letters are the pixels' values. */
  private static final Plane STORED = new Plane(3, 2, new float[] {'a', 'b', 'c', 'd', 'e', 'f'});

  @ParameterizedTest
  @CsvSource({
    "1, 3, abcdef",
    "2, 3, cbafed",
    "3, 3, fedcba",
    "4, 3, defabc",
    "5, 2, adbecf",
    "6, 2, daebfc",
    "7, 2, fcebda",
    "8, 2, cfbead"
  })
  void turnsAsExifSays(int orientation, int widthPx, String expected) {
    Plane upright = STORED.upright(orientation);

    StringBuilder pixels = new StringBuilder();
    for (float value : upright.values()) {
      pixels.append((char) value);
    }
    assertThat(upright.widthPx()).isEqualTo(widthPx);
    assertThat(pixels).hasToString(expected);
  }

  @Test
  void keepsAnEvenPictureEven() {
    Plane even = Plane.of(new BufferedImage(90, 60, BufferedImage.TYPE_INT_RGB));

    assertThat(even.resized(31, 17).values()).hasSize(31 * 17).containsOnly(0f);
  }

  @Test
  void keepsTheBrightnessAndPlaceOfARamp() {
    float[] values = new float[100 * 10];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 100;
    }

    Plane small = new Plane(100, 10, values).resized(50, 5);

    assertThat(small.values()[2 * 50 + 25]).isCloseTo(50.5f, within(0.1f));
  }
}
