package io.calotype.variants.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.variants.name.Format;
import io.calotype.variants.name.Ratio;
import io.calotype.variants.name.VariantName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FingerprintPropertyTest {
  private static final Recipe RECIPE =
      new Recipe(
          List.of(160, 320, 640),
          List.of(new Ratio(1, 1), new Ratio(4, 3)),
          List.of(
              new Encoding(Format.JPEG, 80, 2, false),
              new Encoding(Format.WEBP, 80, 2, false),
              new Encoding(Format.AVIF, 50, 4, true)),
          RgbColor.WHITE,
          Set.of("image/jpeg", "image/png"),
          Limits.DEFAULT);

  @Property
  void isTheSameInWhateverOrderARecipeIsWritten(@ForAll Random random) {
    Recipe shuffled =
        new Recipe(
            shuffled(RECIPE.widthsPx(), random),
            shuffled(RECIPE.ratios(), random),
            shuffled(RECIPE.encodings(), random),
            RECIPE.background(),
            new LinkedHashSet<>(shuffled(List.copyOf(RECIPE.accept()), random)),
            RECIPE.limits());
    assertThat(shuffled.fingerprint()).isEqualTo(RECIPE.fingerprint());
    for (VariantName name : RECIPE.ladder()) {
      assertThat(shuffled.fingerprint(name, "a.jpg", null))
          .isEqualTo(RECIPE.fingerprint(name, "a.jpg", null));
    }
  }

  @Property
  void changesWithEachThingThatAManifestDependsOn(@ForAll("changes") UnaryOperator<Recipe> change) {
    assertThat(change.apply(RECIPE).fingerprint()).isNotEqualTo(RECIPE.fingerprint());
  }

  @Example
  void ofAVariantChangesWithItsOwnEncodingAlone() {
    Recipe changed = withEncoding(RECIPE, new Encoding(Format.WEBP, 81, 2, false));
    VariantName webp = VariantName.uncropped(640, Format.WEBP);
    VariantName jpeg = VariantName.uncropped(640, Format.JPEG);
    assertThat(changed.fingerprint(webp, "a.jpg", null))
        .isNotEqualTo(RECIPE.fingerprint(webp, "a.jpg", null));
    assertThat(changed.fingerprint(jpeg, "a.jpg", null))
        .isEqualTo(RECIPE.fingerprint(jpeg, "a.jpg", null));
  }

  @Example
  void ofAVariantChangesWithTheBackgroundOnlyWhereItShows() {
    Recipe changed = withBackground(RECIPE, new RgbColor(0, 0, 0));
    VariantName webp = VariantName.uncropped(640, Format.WEBP);
    VariantName jpeg = VariantName.uncropped(640, Format.JPEG);
    assertThat(changed.fingerprint(webp, "a.jpg", null))
        .isEqualTo(RECIPE.fingerprint(webp, "a.jpg", null));
    assertThat(changed.fingerprint(jpeg, "a.jpg", null))
        .isNotEqualTo(RECIPE.fingerprint(jpeg, "a.jpg", null));
  }

  /** Of the limits only that of a variant's pixels makes another image. */
  @Example
  void ofAVariantChangesWithThePixelsThatItMayHave() {
    VariantName webp = VariantName.uncropped(640, Format.WEBP);
    Limits usual = Limits.DEFAULT;
    Limits fewer =
        new Limits(
            usual.bytesMax(),
            usual.dimensionMax(),
            usual.pixelsMax(),
            usual.framesMax(),
            usual.outputPixelsMax() / 2,
            usual.outputBytesMax(),
            usual.renderTimeMax());
    Limits others = new Limits(1, 2, 3, 4, 5, Duration.ofSeconds(6));
    assertThat(RECIPE.within(fewer).fingerprint(webp, "a.jpg", null))
        .isNotEqualTo(RECIPE.fingerprint(webp, "a.jpg", null));
    assertThat(RECIPE.within(others).fingerprint(webp, "a.jpg", null))
        .isEqualTo(RECIPE.fingerprint(webp, "a.jpg", null));
  }

  @Example
  void staysWhatStoredManifestsHold() {
    assertThat(RecipeReader.defaultRecipe().fingerprint()).isEqualTo("689ee5c447331187");
    assertThat(RECIPE.fingerprint(VariantName.uncropped(640, Format.WEBP), "a.jpg", null))
        .isEqualTo("6d8f6f7e55f68b27");
  }

  @Provide
  Arbitrary<UnaryOperator<Recipe>> changes() {
    return Arbitraries.of(
        recipe -> withWidths(recipe, List.of(160, 320)),
        recipe -> withWidths(recipe, List.of(160, 320, 641)),
        recipe -> withEncoding(recipe, new Encoding(Format.JPEG, 81, 2, false)),
        recipe -> withEncoding(recipe, new Encoding(Format.WEBP, 80, 3, false)),
        recipe -> withEncoding(recipe, new Encoding(Format.WEBP, 80, 2, true)),
        recipe -> withEncoding(recipe, new Encoding(Format.AVIF, 50, 4, false)),
        recipe -> withEncoding(recipe, new Encoding(Format.PNG, 80, 2, false)),
        recipe -> withBackground(recipe, new RgbColor(255, 255, 254)),
        recipe -> withAccept(recipe, Set.of("image/jpeg")),
        recipe -> withLimits(recipe, new Limits(1, 2, 3, 4, 5, Duration.ofSeconds(6))));
  }

  private static <T> List<T> shuffled(List<T> list, Random random) {
    List<T> copy = new ArrayList<>(list);
    Collections.shuffle(copy, random);
    return copy;
  }

  private static Recipe withWidths(Recipe r, List<Integer> widthsPx) {
    return new Recipe(widthsPx, r.ratios(), r.encodings(), r.background(), r.accept(), r.limits());
  }

  private static Recipe withEncoding(Recipe r, Encoding encoding) {
    List<Encoding> encodings = new ArrayList<>(r.encodings());
    encodings.removeIf(e -> e.format() == encoding.format());
    encodings.add(encoding);
    return new Recipe(r.widthsPx(), r.ratios(), encodings, r.background(), r.accept(), r.limits());
  }

  private static Recipe withBackground(Recipe r, RgbColor background) {
    return new Recipe(r.widthsPx(), r.ratios(), r.encodings(), background, r.accept(), r.limits());
  }

  private static Recipe withAccept(Recipe r, Set<String> accept) {
    return new Recipe(r.widthsPx(), r.ratios(), r.encodings(), r.background(), accept, r.limits());
  }

  private static Recipe withLimits(Recipe r, Limits limits) {
    return new Recipe(r.widthsPx(), r.ratios(), r.encodings(), r.background(), r.accept(), limits);
  }
}
