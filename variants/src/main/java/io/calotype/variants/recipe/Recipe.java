package io.calotype.variants.recipe;

import io.calotype.variants.crop.FocalPoint;
import io.calotype.variants.name.Format;
import io.calotype.variants.name.Ratio;
import io.calotype.variants.name.VariantName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is made of every original, and within which limits.
 *
 * <p>Read from JSON with {@link RecipeReader}; {@code recipe.schema.json} beside it is the
 * contract.
 *
 * @param widthsPx the ladder: widths in pixels, ascending, without repeats, 1 to {@link
 *     VariantName#WIDTH_PX_MAX}
 * @param ratios what {@code fit=cover} may crop to, in the order of the file, without repeats
 * @param encodings the formats of the ladder, each at most once, JPEG always among them
 * @param background what shows through where a format has no transparency
 * @param accept the media types that originals may have, checked against content
 * @param limits what an original may ask of the system
 */
public record Recipe(
    List<Integer> widthsPx,
    List<Ratio> ratios,
    List<Encoding> encodings,
    RgbColor background,
    Set<String> accept,
    Limits limits) {

  /** Copies the collections; {@link RecipeReader} is where input is validated. */
  public Recipe {
    widthsPx = List.copyOf(new TreeSet<>(widthsPx));
    ratios = List.copyOf(ratios);
    encodings = List.copyOf(encodings);
    accept = Set.copyOf(accept);
    if (widthsPx.isEmpty() || encodings.isEmpty()) {
      throw new IllegalArgumentException("expected at least one width and one format but got none");
    }
  }

  /** Every name that exists for every original: widths × formats, narrowest first. */
  public List<VariantName> ladder() {
    List<VariantName> names = new ArrayList<>();
    for (int widthPx : widthsPx) {
      for (Encoding encoding : encodings) {
        names.add(VariantName.uncropped(widthPx, encoding.format()));
      }
    }
    return names;
  }

  /** The encoding of a format, if the recipe makes that format. */
  public Optional<Encoding> encoding(Format format) {
    return encodings.stream().filter(e -> e.format() == format).findFirst();
  }

  /** The widest step of the ladder, in pixels. */
  public int widestPx() {
    return widthsPx.get(widthsPx.size() - 1);
  }

  /** The narrowest step at least this wide, else the widest; in pixels. */
  public int snapUp(int widthPx) {
    return widthsPx.stream().filter(step -> step >= widthPx).findFirst().orElse(widestPx());
  }

  /** The digest of everything in the recipe that a manifest depends on: 16 hex digits. */
  public String fingerprint() {
    return Fingerprint.of(this);
  }

  /**
   * The digest of everything that the bytes of one variant depend on, besides its original: 16 hex
   * digits. A recipe that changes elsewhere leaves it as it is.
   */
  public String fingerprint(VariantName name) {
    return fingerprint(name, null);
  }

  /**
   * The same for an original that has a focal point: the digest of a crop depends on it, that of
   * the whole picture does not.
   */
  public String fingerprint(VariantName name, @Nullable FocalPoint focalPoint) {
    return Fingerprint.of(this, name, focalPoint);
  }

  /** The same within other limits; its fingerprint is another. */
  public Recipe within(Limits other) {
    return new Recipe(widthsPx, ratios, encodings, background, accept, other);
  }
}
