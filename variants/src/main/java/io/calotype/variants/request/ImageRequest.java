package io.calotype.variants.request;

import io.calotype.variants.name.DerivedKeys;
import io.calotype.variants.name.Format;
import io.calotype.variants.name.Ratio;
import io.calotype.variants.name.VariantName;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.reason.RefusedException;
import io.calotype.variants.recipe.Recipe;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a viewer's request comes to: one canonical variant, or a refusal.
 *
 * <p>{@code GET /<original key>?w=&h=&aspect=&fit=&ratio=&format=&dpr=&v=}. However many sizes are
 * asked for, what can come out is bounded: widths × (1 + ratios) × formats variants of a picture.
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
   * @param variant a step of the ladder, in a ratio and a format of the recipe
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
   * Reads a request. Pure, never throws, whatever comes.
   *
   * @param rawPath the path as it came, escapes and all
   * @param rawQuery the query as it came, without question mark; empty where there is none
   */
  static ImageRequest parse(String rawPath, String rawQuery, ViewerHeaders headers, Recipe recipe) {
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
    int keyBytes = key.getBytes(StandardCharsets.UTF_8).length;
    if (keyBytes > DerivedKeys.ORIGINAL_KEY_BYTES_MAX) {
      return new Refused(
          Reason.UNSERVABLE_KEY.httpStatus(),
          "expected a key of at most "
              + DerivedKeys.ORIGINAL_KEY_BYTES_MAX
              + " bytes but got "
              + keyBytes);
    }
    if (new DerivedKeys(key).unservable().isPresent()) {
      return new Refused(
          404, "expected the path of a picture but got the reserved " + Excerpt.of("/" + key));
    }
    try {
      Parameters parameters = Parameters.parse(rawQuery, recipe);
      Ratio ratio = parameters.cropRatio(recipe);
      int widthPx = new WantedWidth(parameters, headers, ratio).step(recipe);
      Format format = parameters.format();
      return new Picture(
          key,
          new VariantName(
              widthPx,
              ratio,
              format != null ? format : AcceptedFormats.best(headers.accept(), recipe)),
          parameters.v());
    } catch (RefusedException e) {
      return new Refused(e.reason().httpStatus(), e.getMessage());
    }
  }
}
