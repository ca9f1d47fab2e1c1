package io.calotype.benchmarks.stages;

import io.calotype.benchmarks.Inputs;
import io.calotype.benchmarks.MadePhoto;
import io.calotype.variants.probe.ImageHeader;
import io.calotype.variants.probe.Probe;
import io.calotype.variants.recipe.RecipeReader;
import java.util.List;

/**
 * A made photo.
 *
 * @param file its bytes
 * @param header what they say of themselves
 */
@SuppressWarnings("ArrayRecordComponent") // Handed over, never compared.
record Shot(byte[] file, ImageHeader header) {
  /** Two of one size, which differ. */
  static Inputs<Shot> ofMegapixels(int megapixels) {
    return new Inputs<>(shots(megapixels));
  }

  static List<Shot> shots(int megapixels) {
    return MadePhoto.twoOfMegapixels(megapixels).stream()
        .map(file -> new Shot(file, Probe.read(file, RecipeReader.defaultRecipe())))
        .toList();
  }

  /** The height that goes with a width, in pixels. */
  int heightPx(int widthPx) {
    return (int) Math.round((double) widthPx * header.uprightHeightPx() / header.uprightWidthPx());
  }
}
