package io.calotype.variants.recipe;

import io.calotype.variants.crop.Gravity;
import io.calotype.variants.name.Format;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is done otherwise with some of the originals. It changes how variants are made and never
 * which there are, since the edge maps requests to names without knowing the original.
 *
 * @param prefix what the keys of its originals begin with; empty for all
 * @param types the media types of its originals, by content; empty for all
 * @param changes what changes in formats of the recipe
 * @param background null where it stays
 * @param gravity null where it stays
 * @param metadata null where it stays
 */
public record Rule(
    String prefix,
    Set<String> types,
    List<Change> changes,
    @Nullable RgbColor background,
    @Nullable Gravity gravity,
    @Nullable MetadataPolicy metadata) {

  /**
   * What changes in the encoding of a format.
   *
   * @param format one of the recipe's
   * @param quality null where it stays
   * @param effort null where it stays
   * @param optimizeCoding null where it stays
   */
  public record Change(
      Format format,
      @Nullable Integer quality,
      @Nullable Integer effort,
      @Nullable Boolean optimizeCoding) {

    private Encoding of(Encoding encoding) {
      return new Encoding(
          format,
          quality == null ? encoding.quality() : quality,
          effort == null ? encoding.effort() : effort,
          encoding.slow(),
          optimizeCoding == null ? encoding.optimizeCoding() : optimizeCoding);
    }
  }

  /** Copies the collections. */
  public Rule {
    types = Set.copyOf(types);
    changes = List.copyOf(changes);
  }

  /** Whether it is for originals of this key, of some type. */
  boolean isFor(String key) {
    return key.startsWith(prefix);
  }

  /** Whether it is for originals of this key and type. */
  boolean isFor(String key, String type) {
    return isFor(key) && (types.isEmpty() || types.contains(type));
  }

  Encoding changed(Encoding encoding) {
    return change(encoding.format()).map(change -> change.of(encoding)).orElse(encoding);
  }

  Optional<Change> change(Format format) {
    return changes.stream().filter(change -> change.format() == format).findFirst();
  }

  /** The same text for the same rule, in whatever order its parts were written. */
  String text() {
    TreeSet<String> sorted = new TreeSet<>();
    changes.forEach(change -> sorted.add(change.toString()));
    return "rule "
        + List.of(
            prefix,
            new TreeSet<>(types),
            sorted,
            String.valueOf(background),
            String.valueOf(gravity),
            String.valueOf(metadata));
  }
}
