package io.calotype.variants.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.calotype.variants.name.Format;
import io.calotype.variants.name.VariantName;
import io.calotype.variants.probe.ImageHeader;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.render.Rendering;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What exists for an original; {@code manifest.schema.json} is the contract of its JSON form.
 *
 * <p>Written last: where it exists, all that it names exists. Holds nothing that depends on when or
 * where it was made, so that the same original and recipe always give the same manifest.
 *
 * @param version of the form, 1
 * @param key the original's key, verbatim
 * @param state {@code ready} or {@code rejected}
 * @param source the version of the original that this tells of
 * @param recipe the recipe's fingerprint
 * @param v what viewers' URLs carry: the digest of source version and recipe
 * @param reason why it was refused; null when ready
 * @param width the upright original's width in pixels; null when rejected
 * @param height the upright original's height in pixels; null when rejected
 * @param variants what exists, in the ladder's order; null when rejected
 * @param pending the slow formats that are still to come; null when rejected
 * @param srcset for each format's id a {@code srcset} of viewer URLs; null when rejected
 * @param thumbHash the placeholder, in base64; null when rejected
 * @param dominantColor as {@code #1e90ff}; null when rejected
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
  "version",
  "key",
  "state",
  "reason",
  "source",
  "recipe",
  "v",
  "width",
  "height",
  "dominantColor",
  "thumbHash",
  "variants",
  "pending",
  "srcset"
})
public record Manifest(
    int version,
    String key,
    State state,
    Source source,
    String recipe,
    String v,
    @Nullable Rejection reason,
    @Nullable Integer width,
    @Nullable Integer height,
    @Nullable List<ManifestVariant> variants,
    @Nullable List<String> pending,
    @Nullable Map<String, String> srcset,
    @Nullable String thumbHash,
    @Nullable String dominantColor) {

  /** The version of the JSON form. */
  public static final int VERSION = 1;

  /** Copies the collections; refuses the null of what every manifest has. */
  public Manifest {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(recipe, "recipe");
    Objects.requireNonNull(v, "v");
    variants = variants == null ? null : List.copyOf(variants);
    pending = pending == null ? null : List.copyOf(pending);
    srcset = srcset == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(srcset));
  }

  /** Whether the original has its ladder, or was refused. */
  public enum State {
    ready,
    rejected
  }

  /**
   * The manifest of an original whose variants are all stored.
   *
   * @param rendering what was made of it
   * @param etags for each name of each image the entity tag under which it was stored, without
   *     quotes
   * @throws IllegalArgumentException where a name has no etag
   */
  public static Manifest ready(
      String key, Source source, Rendering rendering, Map<VariantName, String> etags) {
    Recipe recipe = rendering.plan().recipe();
    ImageHeader header = rendering.plan().header();
    List<ManifestVariant> variants = ManifestVariant.of(rendering, etags);
    String v = SourceDigest.of(source, recipe.fingerprint());
    return new Manifest(
        VERSION,
        key,
        State.ready,
        source,
        recipe.fingerprint(),
        v,
        null,
        header.uprightWidthPx(),
        header.uprightHeightPx(),
        variants,
        rendering.pending().stream().map(Format::id).toList(),
        Srcset.of(key, variants, header.uprightWidthPx(), header.uprightHeightPx(), v),
        ThumbHash.base64(rendering.ladder().preview()),
        DominantColor.of(rendering.ladder().preview(), recipe.background()).toString());
  }

  /**
   * This manifest once slow variants are stored as well; its placeholder, colour and {@code v}
   * stay.
   *
   * @param slow what was made, of the same original by the same recipe
   * @param etags for each name of each image the entity tag under which it was stored, without
   *     quotes
   * @throws IllegalArgumentException where a name has no etag
   * @throws IllegalStateException where this is the manifest of a refused original
   */
  public Manifest with(Rendering slow, Map<VariantName, String> etags) {
    if (variants == null || width == null || height == null) {
      throw new IllegalStateException("expected a manifest with variants but it is " + state);
    }
    List<ManifestVariant> all = new ArrayList<>(variants);
    List<ManifestVariant> more = ManifestVariant.of(slow, etags);
    all.removeIf(variant -> more.stream().anyMatch(m -> m.name().equals(variant.name())));
    all.addAll(more);
    List<String> order = slow.plan().recipe().ladder().stream().map(VariantName::toString).toList();
    all.sort(Comparator.comparing(variant -> order.indexOf(variant.name())));
    return new Manifest(
        version,
        key,
        state,
        source,
        recipe,
        v,
        null,
        width,
        height,
        all,
        slow.pending().stream().map(Format::id).toList(),
        Srcset.of(key, all, width, height, v),
        thumbHash,
        dominantColor);
  }

  /** The manifest of an original that was refused. */
  public static Manifest rejected(
      String key, Source source, String recipeFingerprint, Reason reason, String message) {
    return new Manifest(
        VERSION,
        key,
        State.rejected,
        source,
        recipeFingerprint,
        SourceDigest.of(source, recipeFingerprint),
        new Rejection(reason, message),
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** Whether it tells of this version of the original under this recipe. */
  public boolean isCurrentFor(Source source, String recipeFingerprint) {
    return v.equals(SourceDigest.of(source, recipeFingerprint));
  }
}
