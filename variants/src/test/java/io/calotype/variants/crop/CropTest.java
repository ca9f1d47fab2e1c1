package io.calotype.variants.crop;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.variants.name.Ratio;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CropTest {

  @ParameterizedTest
  @CsvSource({
    "4000, 3000,  1,  1, 3000, 3000",
    "4000, 3000,  4,  3, 4000, 3000",
    "4000, 3000, 16,  9, 4000, 2250",
    "4000, 3000,  9, 16, 1687, 2999",
    "3000, 4000, 16,  9, 3000, 1688",
    "   1,    1, 99,  1,    1,    1",
    "  10,   10,  1, 99,    1,   10",
  })
  void isTheLargestPartOfItsRatio(
      int pictureWidth, int pictureHeight, int ratioWidth, int ratioHeight, int width, int height) {
    Crop crop = crop(pictureWidth, pictureHeight, ratioWidth, ratioHeight, null);
    assertThat(crop.widthPx()).isEqualTo(width);
    assertThat(crop.heightPx()).isEqualTo(height);
  }

  @Test
  void liesInTheMiddleOfAPictureWithoutFocalPoint() {
    assertThat(crop(4000, 3000, 1, 1, null).on(4000, 3000))
        .isEqualTo(new Window(500, 0, 3000, 3000));
  }

  @Test
  void hasTheFocalPointInItsMiddle() {
    assertThat(crop(4000, 3000, 1, 1, new FocalPoint(0.6, 0.1)).on(4000, 3000))
        .isEqualTo(new Window(900, 0, 3000, 3000));
  }

  @Test
  void endsAtThePicturesEdgeWhereTheFocalPointIsNearIt() {
    assertThat(crop(4000, 3000, 1, 1, new FocalPoint(0, 0)).on(4000, 3000))
        .isEqualTo(new Window(0, 0, 3000, 3000));
    assertThat(crop(4000, 3000, 1, 1, new FocalPoint(1, 1)).on(4000, 3000))
        .isEqualTo(new Window(1000, 0, 3000, 3000));
  }

  @Test
  void showsTheSamePartOfASmallerVersion() {
    assertThat(crop(4000, 3000, 1, 1, new FocalPoint(0.6, 0.1)).on(400, 300))
        .isEqualTo(new Window(90, 0, 300, 300));
  }

  @Test
  void givesItsVariantsTheRatioRoundedHalfUp() {
    Crop crop = crop(4000, 3000, 16, 9, null);
    assertThat(crop.heightPx(1080)).isEqualTo(608); // 607.5
    assertThat(crop.heightPx(1)).isEqualTo(1);
  }

  @Test
  void needsAttentionOnlyWhereNobodySaidWhatMatters() {
    Ratio ratio = new Ratio(1, 1);
    assertThat(new Crop(ratio, 9, 9, Gravity.ATTENTION, null).needsAttention()).isTrue();
    assertThat(new Crop(ratio, 9, 9, Gravity.ATTENTION, FocalPoint.CENTRE).needsAttention())
        .isFalse();
    assertThat(new Crop(ratio, 9, 9, Gravity.CENTRE, null).needsAttention()).isFalse();
  }

  private static Crop crop(
      int pictureWidthPx,
      int pictureHeightPx,
      int ratioWidth,
      int ratioHeight,
      @Nullable FocalPoint focalPoint) {
    return new Crop(
        new Ratio(ratioWidth, ratioHeight),
        pictureWidthPx,
        pictureHeightPx,
        Gravity.CENTRE,
        focalPoint);
  }
}
