package io.calotype.variants.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.variants.name.Format;
import io.calotype.variants.name.VariantName;
import io.calotype.variants.probe.ImageHeader;
import io.calotype.variants.probe.SourceFormat;
import io.calotype.variants.recipe.Encoding;
import io.calotype.variants.recipe.Limits;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.recipe.RgbColor;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PlanPropertyTest {

  @Property
  void givesEachNameOfTheLadderToExactlyOneImage(
      @ForAll("recipes") Recipe recipe, @ForAll("headers") ImageHeader header) {
    List<VariantName> names =
        Plan.ladder(recipe, header).images().stream().flatMap(i -> i.names().stream()).toList();
    assertThat(names).containsExactlyInAnyOrderElementsOf(recipe.ladder());
  }

  @Property
  void neverEnlarges(@ForAll("recipes") Recipe recipe, @ForAll("headers") ImageHeader header) {
    for (PlannedImage image : Plan.ladder(recipe, header).images()) {
      assertThat(image.widthPx()).isBetween(1, header.uprightWidthPx());
      assertThat(image.heightPx()).isBetween(1, header.uprightHeightPx());
      assertThat(image.names()).allMatch(name -> image.widthPx() <= name.widthPx());
    }
  }

  @Property
  void keepsTheShapeWithinRounding(
      @ForAll("recipes") Recipe recipe, @ForAll("headers") ImageHeader header) {
    for (PlannedImage image : Plan.ladder(recipe, header).images()) {
      double exact = (double) image.widthPx() * header.uprightHeightPx() / header.uprightWidthPx();
      assertThat((double) image.heightPx())
          .isBetween(Math.max(1, exact - 0.5), Math.max(1, exact + 0.5));
    }
  }

  @Property
  void holdsEachImageInItsFormat(
      @ForAll("recipes") Recipe recipe, @ForAll("headers") ImageHeader header) {
    for (PlannedImage image : Plan.ladder(recipe, header).images()) {
      assertThat(Math.max(image.widthPx(), image.heightPx()))
          .isLessThanOrEqualTo(image.encoding().format().sidePxMax());
    }
  }

  @Property
  void goesFromTheWidestToTheNarrowest(
      @ForAll("recipes") Recipe recipe, @ForAll("headers") ImageHeader header) {
    assertThat(Plan.ladder(recipe, header).images())
        .isSortedAccordingTo(Comparator.comparing(PlannedImage::widthPx).reversed());
  }

  @Property
  void encodesNoSizeTwiceInAFormat(
      @ForAll("recipes") Recipe recipe, @ForAll("headers") ImageHeader header) {
    Stream<String> sizes =
        Plan.ladder(recipe, header).images().stream()
            .map(image -> image.widthPx() + " " + image.encoding().format());
    assertThat(sizes).doesNotHaveDuplicates();
  }

  @Provide
  Arbitrary<Recipe> recipes() {
    Arbitrary<List<Integer>> widthsPx =
        Arbitraries.integers()
            .between(1, VariantName.WIDTH_PX_MAX)
            .list()
            .uniqueElements()
            .ofMinSize(1)
            .ofMaxSize(12);
    Arbitrary<Set<Format>> formats = Arbitraries.of(Format.class).set().ofMinSize(1);
    return Combinators.combine(widthsPx, formats)
        .as(
            (widths, chosen) ->
                new Recipe(
                    widths,
                    List.of(),
                    chosen.stream().map(format -> new Encoding(format, 80, 2, false)).toList(),
                    RgbColor.WHITE,
                    Set.of("image/jpeg"),
                    Limits.DEFAULT));
  }

  @Provide
  Arbitrary<ImageHeader> headers() {
    // Up to what the strictest format can hold at a width of one pixel.
    Arbitrary<Integer> sidesPx = Arbitraries.integers().between(1, 16_383);
    return Combinators.combine(sidesPx, sidesPx, Arbitraries.integers().between(1, 8))
        .as(
            (width, height, orientation) ->
                new ImageHeader(SourceFormat.JPEG, width, height, orientation, 1, false));
  }
}
