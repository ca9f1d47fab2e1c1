package io.calotype.variants.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.calotype.variants.reason.Reason;
import java.util.List;
import java.util.Map;
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

  /** Whether the original has its ladder, or was refused. */
  public enum State {
    ready,
    rejected
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
