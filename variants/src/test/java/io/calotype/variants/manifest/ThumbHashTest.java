package io.calotype.variants.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.variants.render.Preview;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThumbHashTest {

  /**
   * Values of {@code rgbaToThumbHash} of npm's thumbhash 0.1.1, the published implementation, for
   * the same pixels.
   */
  @ParameterizedTest
  @CsvSource({
    "100, 67, false, 3xcGFYRzEHpWV3p2h2h2dnBWBs7E",
    "67, 100, false, 3vcFHQoIk1WkZ4dod3Zndghmt3CW",
    "100, 100, false, 3wcGDwJ1A3lWR4p3d2h3d3d2B2dR5AwL",
    "1, 1, false, AAgCBwAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "100, 1, false, k/YmYb53dniIiAiIh4dvhwg=",
    "3, 100, true, UgaGEQYWgaCHV2hyoPiHdHZ4iIiHCFc=",
    "100, 75, true, 3weGDIIHhQBmR4ZoCFlS8DtqkIWXZyd3Bw==",
    "40, 40, true, ngeGHQYHcHaGd3eIeXB2CYqpcHVSeEAmFA=="
  })
  void equalsThePublishedImplementation(int width, int height, boolean alpha, String hash) {
    byte[] rgba = new byte[width * height * 4];
    int i = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        rgba[i++] = (byte) (x * 5 + y);
        rgba[i++] = (byte) (x * y);
        rgba[i++] = (byte) (y * 7 + x * x);
        rgba[i++] = (byte) (alpha ? x * 3 + y * y * 2 : 255);
      }
    }
    assertThat(ThumbHash.base64(new Preview(width, height, rgba))).isEqualTo(hash);
  }

  @Test
  void equalsThePublishedImplementationWhereNothingIsVisible() {
    assertThat(ThumbHash.base64(new Preview(2, 2, new byte[16])))
        .isEqualTo("AAiCBQAAAAAAAAAAAAAAAAAAAAAAAAAAAA==");
  }
}
