package io.calotype.benchmarks.domain;

import io.calotype.benchmarks.Contender;
import io.calotype.benchmarks.Formats;
import io.calotype.benchmarks.MadePhoto;
import io.calotype.variants.manifest.Source;
import io.calotype.variants.name.VariantName;
import io.calotype.variants.render.LadderMaker;
import io.calotype.variants.render.RenderedImage;
import io.calotype.variants.render.Rendering;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An original that was rendered and stored, as far as its manifest is concerned.
 *
 * @param key its key
 * @param source its version
 * @param rendering what was made of it
 * @param etags under which its variants were stored
 */
record Sample(String key, Source source, Rendering rendering, Map<VariantName, String> etags) {
  /** Two, of two sizes. */
  static List<Sample> two() {
    LadderMaker maker = new LadderMaker(Formats.DEFAULT.recipe(), Contender.VIPS.open());
    return List.of(
        of("holiday/k\u00f6ln.jpg", maker, MadePhoto.ofMegapixels(1)),
        of("holiday/beach.jpg", maker, MadePhoto.ofMegapixels(3)));
  }

  private static Sample of(String key, LadderMaker maker, byte[] photo) {
    Rendering rendering = maker.make(photo);
    Map<VariantName, String> etags = new HashMap<>();
    for (RenderedImage image : rendering.ladder().images()) {
      for (VariantName name : image.planned().names()) {
        etags.put(name, String.format("%032x", name.hashCode()));
      }
    }
    return new Sample(
        key,
        new Source(String.format("%032x", key.hashCode()), photo.length, null),
        rendering,
        Map.copyOf(etags));
  }
}
