package io.calotype.variants.recipe;

import io.calotype.variants.crop.FocalPoint;
import io.calotype.variants.crop.Gravity;
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
 * @param gravity where crops lie that have no focal point
 * @param metadata what variants carry of their original's metadata
 * @param rules what is done otherwise with some originals; of several that are for an original, a
 *     later one goes over an earlier one
 * @param accept the media types that originals may have, checked against content
 * @param limits what an original may ask of the system
 */
public record Recipe(
    List<Integer> widthsPx,
    List<Ratio> ratios,
    List<Encoding> encodings,
    RgbColor background,
    Gravity gravity,
    MetadataPolicy metadata,
    List<Rule> rules,
    Set<String> accept,
    Limits limits) {

  /** Copies the collections; {@link RecipeReader} is where input is validated. */
  public Recipe {
    widthsPx = List.copyOf(new TreeSet<>(widthsPx));
    ratios = List.copyOf(ratios);
    encodings = List.copyOf(encodings);
    rules = List.copyOf(rules);
    accept = Set.copyOf(accept);
    if (widthsPx.isEmpty() || encodings.isEmpty()) {
      throw new IllegalArgumentException("expected at least one width and one format but got none");
    }
  }

  /** A recipe with crops in the middle, without metadata and without rules. */
  public Recipe(
      List<Integer> widthsPx,
      List<Ratio> ratios,
      List<Encoding> encodings,
      RgbColor background,
      Set<String> accept,
      Limits limits) {
    this(
        widthsPx,
        ratios,
        encodings,
        background,
        Gravity.CENTRE,
        MetadataPolicy.STRIP,
        List.of(),
        accept,
        limits);
  }

  /** How the originals are rendered that no rule is for. */
  public Treatment treatment() {
    return new Treatment(encodings, background, gravity, metadata);
  }

  /**
   * How an original is rendered.
   *
   * @param key its key
   * @param type its media type, by content
   */
  public Treatment treatment(String key, String type) {
    Treatment treatment = treatment();
    for (Rule rule : rules) {
      treatment = rule.isFor(key, type) ? treatment.with(rule) : treatment;
    }
    return treatment;
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
   *
   * <p>Rules count by the key alone, whatever types they are for: so it is known before an original
   * is read, and changes at times where it need not.
   *
   * @param key the original's key
   * @param focalPoint the original's; only the digest of a crop depends on it
   */
  public String fingerprint(VariantName name, String key, @Nullable FocalPoint focalPoint) {
    return Fingerprint.of(this, name, key, focalPoint);
  }

  /** The same within other limits; its fingerprint is another. */
  public Recipe within(Limits other) {
    return new Recipe(
        widthsPx, ratios, encodings, background, gravity, metadata, rules, accept, other);
  }
}
