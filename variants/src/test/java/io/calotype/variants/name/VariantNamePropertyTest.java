package io.calotype.variants.name;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class VariantNamePropertyTest {

  @Property
  void readsWhatItWrites(
      @ForAll @IntRange(min = 1, max = VariantName.WIDTH_PX_MAX) int widthPx,
      @ForAll @IntRange(max = 99) int ratioWidth,
      @ForAll @IntRange(min = 1, max = 99) int ratioHeight,
      @ForAll Format format) {
    Ratio ratio = ratioWidth == 0 ? null : new Ratio(ratioWidth, ratioHeight);
    VariantName name = new VariantName(widthPx, ratio, format);
    assertThat(VariantName.parse(name.toString())).contains(name);
  }

  @Property
  void writesWhatItReads(@ForAll @StringLength(max = 20) String text) {
    assertThat(VariantName.parse(text).map(VariantName::toString).orElse(text)).isEqualTo(text);
  }

  @Property
  void findsEachDerivedKeyUnderItsOriginalAlone(
      @ForAll String original, @ForAll String other, @ForAll Format format) {
    VariantName name = VariantName.uncropped(640, format);
    String key = new DerivedKeys(original).variant(name);
    assertThat(new DerivedKeys(original).variantName(key)).contains(name);
    assertThat(new DerivedKeys(other).isDerived(key)).isEqualTo(other.equals(original));
  }
}
