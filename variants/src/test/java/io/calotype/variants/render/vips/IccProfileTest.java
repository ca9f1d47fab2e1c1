package io.calotype.variants.render.vips;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.variants.fixture.Icc;
import java.awt.color.ColorSpace;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class IccProfileTest {
  @Test
  void knowsSrgbByItsNumbers() {
    assertThat(IccProfile.isSrgb(Icc.srgb())).isTrue();
    assertThat(IccProfile.isSrgb(Icc.ofJava(ColorSpace.CS_sRGB))).isTrue();
  }

  @Test
  void tellsOtherPrimariesApart() {
    assertThat(IccProfile.isSrgb(Icc.displayP3())).isFalse();
  }

  @Test
  void tellsOtherCurvesApart() {
    assertThat(IccProfile.isSrgb(Icc.gamma(1.8))).isFalse();
    assertThat(IccProfile.isSrgb(Icc.gamma(2.2))).isFalse();
    assertThat(IccProfile.isSrgb(Icc.linear())).isFalse();
  }

  @Test
  void tellsOtherColourSpacesApart() {
    assertThat(IccProfile.isSrgb(Icc.ofJava(ColorSpace.CS_GRAY))).isFalse();
    assertThat(IccProfile.isSrgb(Icc.ofJava(ColorSpace.CS_CIEXYZ))).isFalse();
  }

  @Test
  void takesNoBrokenProfileForSrgb() {
    byte[] whole = Icc.srgb();
    for (int length = 0; length < whole.length; length++) {
      assertThat(IccProfile.isSrgb(Arrays.copyOf(whole, length)))
          .as("of %d bytes", length)
          .isFalse();
    }
  }

  @Test
  void survivesOffsetsThatPointAnywhere() {
    for (int at = 128; at < 220; at++) {
      byte[] profile = Icc.srgb();
      profile[at] = (byte) 0xff;
      // Some of these bytes are sizes, which do not matter; none may end in another exception.
      IccProfile.isSrgb(profile);
      byte[] curve = Icc.ofJava(ColorSpace.CS_sRGB);
      curve[at] = (byte) 0x7f;
      IccProfile.isSrgb(curve);
    }
    assertThat(IccProfile.isSrgb(new byte[200])).isFalse();
  }
}
