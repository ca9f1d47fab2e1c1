package io.calotype.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SimilarityTest {
  private static final Plane NOISE = noise(1);

  @Test
  void isOneForTheSamePicture() {
    assertThat(Similarity.of(NOISE, NOISE)).isCloseTo(1, within(1e-9));
  }

  @Test
  void isNearZeroForPicturesThatHaveNothingInCommon() {
    assertThat(Similarity.of(NOISE, noise(2))).isLessThan(0.2);
  }

  @Test
  void fallsWithEachPixelOfDrift() {
    Plane ramp = waves(0);

    assertThat(Similarity.of(ramp, waves(1))).isLessThan(0.99);
    assertThat(Similarity.of(ramp, waves(2))).isLessThan(Similarity.of(ramp, waves(1)));
  }

  @Test
  void refusesPicturesOfTwoSizes() {
    assertThatThrownBy(() -> Similarity.of(NOISE, new Plane(1, 1, new float[1])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("64x64 and 1x1");
  }

  private static Plane noise(long seed) {
    Random random = new Random(seed);
    float[] values = new float[64 * 64];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(256);
    }
    return new Plane(64, 64, values);
  }

  private static Plane waves(int driftPx) {
    float[] values = new float[64 * 64];
    for (int i = 0; i < values.length; i++) {
      values[i] = 128 + 100 * (float) Math.sin((i % 64 + driftPx) * 0.3);
    }
    return new Plane(64, 64, values);
  }
}
