package io.calotype.variants.request;

import io.calotype.variants.name.DerivedKeys;
import io.calotype.variants.name.Format;
import io.calotype.variants.name.Ratio;
import io.calotype.variants.name.VariantName;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.reason.RefusedException;
import io.calotype.variants.recipe.Encoding;
import io.calotype.variants.recipe.Recipe;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a viewer's request comes to: one canonical variant, or a refusal.
 *
 * <p>{@code GET /<original key>?w=&h=&aspect=&fit=&ratio=&format=&dpr=&v=}. However many sizes are
 * asked for, what can come out is bounded: widths × (1 + ratios) × formats variants of a picture.
 * Any other size and ratio needs a signature.
 *
 * <pre>{@code
 * ImageRequest.parse("/k%C3%B6ln.jpg", "w=300&dpr=2", headers, recipe)
 *     // Picture: köln.jpg, w640.webp
 * }</pre>
 */
public sealed interface ImageRequest {
  /**
   * One variant of a picture.
   *
   * @param originalKey the original's key, verbatim
   * @param variant in a format of the recipe; without a signature a step of the ladder, in a ratio
   *     of the recipe
   * @param v what the URL said of the version, by form a manifest's {@code v}; null where it said
   *     nothing of that form
   */
  record Picture(String originalKey, VariantName variant, @Nullable String v)
      implements ImageRequest {
    /** The path of the variant at the origin, percent-encoded, with a leading slash. */
    public String originPath() {
      return "/" + PercentEncoding.encodePath(new DerivedKeys(originalKey).variant(variant));
    }
  }

  /**
   * A request that is answered without a look at storage.
   *
   * @param status the HTTP status
   * @param message one line of printable ASCII: what was expected and what came
   */
  record Refused(int status, String message) implements ImageRequest {}

  /**
   * Reads a request, taking no signature. Pure, never throws, whatever comes.
   *
   * @param rawPath the path as it came, escapes and all
   * @param rawQuery the query as it came, without question mark; empty where there is none
   */
  static ImageRequest parse(String rawPath, String rawQuery, ViewerHeaders headers, Recipe recipe) {
    return parse(rawPath, rawQuery, headers, recipe, SigningKeys.NONE, Instant.EPOCH);
  }

  /**
   * Reads a request that may be signed. Pure, never throws, whatever comes.
   *
   * @param rawPath the path as it came, escapes and all
   * @param rawQuery the query as it came, without question mark; empty where there is none
   * @param keys by which a signature is checked
   * @param now by which a signature still holds, or no longer
   */
  static ImageRequest parse(
      String rawPath,
      String rawQuery,
      ViewerHeaders headers,
      Recipe recipe,
      SigningKeys keys,
      Instant now) {
    String key =
        rawPath.startsWith("/") ? PercentEncoding.decode(rawPath.substring(1)).orElse(null) : null;
    if (key == null) {
      return new Refused(
          Reason.BAD_PARAMETER.httpStatus(),
          "expected a path in percent-encoded UTF-8 but got " + Excerpt.of(rawPath));
    }
    if (key.isEmpty()) {
      return new Refused(404, "expected the path of a picture but got \"/\"");
    }
    if (key.length() > DerivedKeys.ORIGINAL_KEY_CHARACTERS_MAX) {
      return new Refused(
          Reason.UNSERVABLE_KEY.httpStatus(),
          "expected a key of at most "
              + DerivedKeys.ORIGINAL_KEY_CHARACTERS_MAX
              + " characters but got "
              + key.length());
    }
    if (new DerivedKeys(key).unservable().isPresent()) {
      return new Refused(
          404, "expected the path of a picture but got the reserved " + Excerpt.of("/" + key));
    }
    try {
      Map<String, String> raw = Parameters.known(rawQuery);
      Optional<UrlSignature> signature = UrlSignature.of(raw);
      Parameters parameters = Parameters.parse(raw, recipe, signature.isPresent());
      if (signature.isPresent()) {
        keys.verify(signature.get(), UrlSignature.signedText(key, raw), now);
      }
      return new Picture(
          key, variant(parameters, headers, recipe, signature.isPresent()), parameters.v());
    } catch (RefusedException e) {
      return new Refused(e.reason().httpStatus(), e.getMessage());
    }
  }

  private static VariantName variant(
      Parameters parameters, ViewerHeaders headers, Recipe recipe, boolean signed) {
    Ratio ratio = parameters.cropRatio(recipe, signed);
    WantedWidth wanted = new WantedWidth(parameters, headers, ratio);
    int widthPx = signed ? wanted.exactly(recipe) : wanted.step(recipe);
    boolean ofLadder = ratio == null && recipe.widthsPx().contains(widthPx);
    // A slow format is made of whole pictures at the ladder's steps only; of anything else it would
    // never come to be.
    Set<Format> coming =
        recipe.encodings().stream()
            .filter(encoding -> ofLadder || !encoding.slow())
            .map(Encoding::format)
            .collect(Collectors.toSet());
    Format named = parameters.format();
    if (named == null) {
      return new VariantName(widthPx, ratio, AcceptedFormats.best(headers.accept(), coming));
    }
    Format ready = coming.contains(Format.WEBP) ? Format.WEBP : Format.JPEG;
    return new VariantName(widthPx, ratio, coming.contains(named) ? named : ready);
  }
}
