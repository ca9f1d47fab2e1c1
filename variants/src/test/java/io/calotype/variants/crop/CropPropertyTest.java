package io.calotype.variants.crop;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.variants.name.Ratio;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class CropPropertyTest {
  private static final int SIDE_PX_MAX = 32_767;

  @Property
  void liesWithinThePicture(@ForAll("crops") Crop crop) {
    Window part = crop.on(crop.pictureWidthPx(), crop.pictureHeightPx());
    assertThat(part.leftPx() + part.widthPx()).isBetween(1, crop.pictureWidthPx());
    assertThat(part.topPx() + part.heightPx()).isBetween(1, crop.pictureHeightPx());
  }

  @Property
  void hasItsRatioWithinOnePixelWhereThePictureHoldsIt(@ForAll("crops") Crop crop) {
    double exact = (double) crop.widthPx() * crop.ratio().height() / crop.ratio().width();
    assertThat((double) crop.heightPx())
        .isBetween(
            Math.min(crop.pictureHeightPx(), Math.max(1, exact - 0.5)), Math.max(1, exact + 0.5));
  }

  @Property
  void isAsLargeAsThePictureAllows(@ForAll("crops") Crop crop) {
    double widerBy = (double) crop.ratio().height() / crop.ratio().width();
    boolean fullWidth = crop.widthPx() == crop.pictureWidthPx();
    boolean oneMoreIsTooHigh = (crop.widthPx() + 1) * widerBy > crop.pictureHeightPx();
    assertThat(fullWidth || oneMoreIsTooHigh).isTrue();
  }

  @Property
  void showsTheSamePartAtEverySizeWithinAPixel(
      @ForAll("crops") Crop crop, @ForAll @IntRange(min = 1, max = SIDE_PX_MAX) int anyWidthPx) {
    int widthPx = 1 + anyWidthPx % crop.pictureWidthPx();
    double scale = (double) widthPx / crop.pictureWidthPx();
    int heightPx = (int) Math.max(1, Math.round(crop.pictureHeightPx() * scale));
    double verticalScale = (double) heightPx / crop.pictureHeightPx();
    Window whole = crop.on(crop.pictureWidthPx(), crop.pictureHeightPx());
    Window part = crop.on(widthPx, heightPx);
    assertThat(Math.abs(part.leftPx() - whole.leftPx() * scale)).isLessThanOrEqualTo(1);
    assertThat(Math.abs(part.topPx() - whole.topPx() * verticalScale)).isLessThanOrEqualTo(1);
    assertThat(Math.abs(part.widthPx() - whole.widthPx() * scale)).isLessThanOrEqualTo(1);
    assertThat(Math.abs(part.heightPx() - whole.heightPx() * verticalScale)).isLessThanOrEqualTo(1);
  }

  @Property
  void holdsTheFocalPoint(@ForAll("crops") Crop crop) {
    Window part = crop.on(crop.pictureWidthPx(), crop.pictureHeightPx());
    FocalPoint point = crop.focalPoint() == null ? FocalPoint.CENTRE : crop.focalPoint();
    double x = point.x() * crop.pictureWidthPx();
    double y = point.y() * crop.pictureHeightPx();
    assertThat(x).isBetween(part.leftPx() - 1.0, part.leftPx() + part.widthPx() + 1.0);
    assertThat(y).isBetween(part.topPx() - 1.0, part.topPx() + part.heightPx() + 1.0);
  }

  @Provide
  Arbitrary<Crop> crops() {
    Arbitrary<Integer> parts = Arbitraries.integers().between(1, 99);
    Arbitrary<Integer> sidesPx = Arbitraries.integers().between(1, SIDE_PX_MAX);
    Arbitrary<Double> units = Arbitraries.doubles().between(0, 1);
    return Combinators.combine(
            Combinators.combine(parts, parts).as(Ratio::new),
            sidesPx,
            sidesPx,
            Combinators.combine(units, units).as(FocalPoint::new).injectNull(0.3))
        .as((ratio, width, height, point) -> new Crop(ratio, width, height, Gravity.CENTRE, point));
  }
}
