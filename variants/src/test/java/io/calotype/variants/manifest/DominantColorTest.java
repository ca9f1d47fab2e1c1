package io.calotype.variants.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.variants.fixture.ByteWriter;
import io.calotype.variants.recipe.RgbColor;
import io.calotype.variants.render.Preview;
import org.junit.jupiter.api.Test;

class DominantColorTest {

  @Test
  void answersTheCommonestColourAndNotTheMean() {
    assertThat(dominant(0xff0000ff, 0xff0000ff, 0x00ff00ff)).hasToString("#ff0000");
  }

  @Test
  void answersTheMeanOfNeighbouringShades() {
    assertThat(dominant(0x102030ff, 0x122232ff, 0xf0f0f0ff)).hasToString("#112131");
  }

  @Test
  void answersTheDarkerOfTwoEquallyCommon() {
    assertThat(dominant(0xffffffff, 0x000000ff)).hasToString("#000000");
  }

  @Test
  void countsOnlyPixelsThatAreAtLeastHalfOpaque() {
    assertThat(dominant(0xff00007f, 0xff00007f, 0x0000ff80)).hasToString("#0000ff");
  }

  @Test
  void answersTheBackgroundWhereNothingIsOpaque() {
    assertThat(dominant(0xff000000)).hasToString("#1e90ff");
  }

  private static RgbColor dominant(int... rgbaPixels) {
    ByteWriter rgba = ByteWriter.bigEndian();
    for (int pixel : rgbaPixels) {
      rgba.u32(pixel);
    }
    return DominantColor.of(
        new Preview(rgbaPixels.length, 1, rgba.toBytes()), RgbColor.parse("#1e90ff").orElseThrow());
  }
}
