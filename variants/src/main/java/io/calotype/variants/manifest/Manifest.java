package io.calotype.variants.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.calotype.variants.name.Format;
import io.calotype.variants.name.VariantName;
import io.calotype.variants.probe.ImageHeader;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.render.Rendering;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
 * @param withheld why the slow formats were refused; null unless they were
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
  "withheld",
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
    @Nullable Rejection withheld,
    @Nullable Map<String, String> srcset,
    @Nullable String thumbHash,
    @Nullable String dominantColor) {

  /** The version of the JSON form. */
  public static final int VERSION = 1;

  /** Copies the collections; refuses the null of what every manifest of its state has. */
  public Manifest {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(recipe, "recipe");
    Objects.requireNonNull(v, "v");
    if (state == State.ready) {
      Objects.requireNonNull(width, "width");
      Objects.requireNonNull(height, "height");
      Objects.requireNonNull(variants, "variants");
      Objects.requireNonNull(pending, "pending");
      Objects.requireNonNull(srcset, "srcset");
      Objects.requireNonNull(thumbHash, "thumbHash");
      Objects.requireNonNull(dominantColor, "dominantColor");
    } else {
      Objects.requireNonNull(reason, "reason");
    }
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
    Map<VariantName, ManifestVariant> variants = ManifestVariant.of(rendering, etags);
    return ready(
        key,
        source,
        recipe,
        rendering.plan().header(),
        variants,
        rendering.pending(),
        Placeholder.of(rendering));
  }

  /**
   * The manifest of an original whose variants are all stored, be it now or before.
   *
   * @param header the original
   * @param variants what is stored, by name; names that are not of the ladder are left out
   * @param pending the slow formats that are still to come
   */
  public static Manifest ready(
      String key,
      Source source,
      Recipe recipe,
      ImageHeader header,
      Map<VariantName, ManifestVariant> variants,
      List<Format> pending,
      Placeholder placeholder) {
    List<ManifestVariant> inOrder = ManifestVariant.inOrder(recipe, variants);
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
        inOrder,
        pending.stream().map(Format::id).toList(),
        null,
        Srcset.of(key, inOrder, header.uprightWidthPx(), header.uprightHeightPx(), v),
        placeholder.thumbHash(),
        placeholder.dominantColor());
  }

  /**
   * The same when nothing is pending any more.
   *
   * @param recipe the one that it was made by
   * @param slow the slow variants that are stored now
   * @param withheld why there are none; null where there are
   * @throws IllegalStateException where the original was refused
   */
  public Manifest completed(
      Recipe recipe, Map<VariantName, ManifestVariant> slow, @Nullable Rejection withheld) {
    if (variants == null || width == null || height == null) {
      throw new IllegalStateException("expected a manifest that is ready but got " + state);
    }
    Map<VariantName, ManifestVariant> all = variantsByName();
    all.putAll(slow);
    List<ManifestVariant> inOrder = ManifestVariant.inOrder(recipe, all);
    return new Manifest(
        version,
        key,
        state,
        source,
        this.recipe,
        v,
        null,
        width,
        height,
        inOrder,
        List.of(),
        withheld,
        Srcset.of(key, inOrder, width, height, v),
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
        null,
        null);
  }

  /** Its placeholder; empty where the original was refused. */
  public Optional<Placeholder> placeholder() {
    return thumbHash == null || dominantColor == null
        ? Optional.empty()
        : Optional.of(new Placeholder(thumbHash, dominantColor));
  }

  /** What stands, by name; empty where the original was refused. */
  public Map<VariantName, ManifestVariant> variantsByName() {
    Map<VariantName, ManifestVariant> byName = new HashMap<>();
    if (variants != null) {
      variants.forEach(v -> VariantName.parse(v.name()).ifPresent(name -> byName.put(name, v)));
    }
    return byName;
  }

  /** Whether slow formats are still to come. */
  public boolean awaitsSlow() {
    return pending != null && !pending.isEmpty();
  }

  /** Whether it tells of this version of the original under this recipe. */
  public boolean isCurrentFor(Source source, String recipeFingerprint) {
    return v.equals(SourceDigest.of(source, recipeFingerprint));
  }
}
