package io.calotype.edge.onthefly;

import io.calotype.variants.name.DerivedKeys;
import io.calotype.variants.name.VariantName;
import io.calotype.variants.recipe.Encoding;
import io.calotype.variants.recipe.Recipe;
import io.calotype.variants.request.Excerpt;
import io.calotype.variants.request.PercentEncoding;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One variant of one original, asked for by the edge.
 *
 * @param key the original's key
 * @param name the variant
 * @param inlineBytesMax the largest picture that the caller takes in the answer, 0 or more; a
 *     larger one is stored only
 */
record VariantRequest(String key, VariantName name, int inlineBytesMax) {
  /** The request header that holds {@link #inlineBytesMax}. */
  static final String INLINE_BYTES_MAX = "x-calotype-inline-bytes-max";

  /** With base64 a third larger, still well within the 1 MB that Lambda@Edge may pass on. */
  static final int INLINE_BYTES_DEFAULT = 700_000;

  /** Lambda's answers hold 6 MB, in base64: 4.5 MB and room for headers. */
  static final int INLINE_BYTES_LIMIT = 4_500_000;

  /** The widest that may be asked for by signature where the ladder does not go further. */
  static final int WIDTH_PX_MAX = 8192;

  private static final String FORM = "a path of the form /<key>/<variant>, such as /a.jpg/w640.jpg";

  /**
   * Reads a path as it stands in a URL and the header that goes with it. Throws {@link
   * RefusedAnswerException}: 400 where it is not of its form or names what the recipe never makes,
   * 404 for a format that is slow.
   */
  static VariantRequest parse(
      @Nullable String rawPath, @Nullable String inlineBytesMax, Recipe recipe) {
    String path =
        PercentEncoding.decode(rawPath == null ? "" : rawPath)
            .filter(decoded -> decoded.startsWith("/"))
            .orElseThrow(() -> badPath(rawPath));
    int slash = path.lastIndexOf('/');
    if (slash < 2) {
      throw badPath(rawPath);
    }
    String key = path.substring(1, slash);
    VariantName name =
        VariantName.parse(path.substring(slash + 1)).orElseThrow(() -> badPath(rawPath));
    new DerivedKeys(key).unservable().ifPresent(VariantRequest::refuse);
    requireMade(name, recipe);
    return new VariantRequest(key, name, inlineBytesMax(inlineBytesMax));
  }

  private static void requireMade(VariantName name, Recipe recipe) {
    int widestPx = Math.max(WIDTH_PX_MAX, recipe.widestPx());
    if (name.widthPx() > widestPx) {
      refuse("expected a width of 1 to " + widestPx + " but got " + name.widthPx());
    }
    Optional<Encoding> encoding = recipe.encoding(name.format());
    if (encoding.isEmpty()) {
      refuse(
          "expected one of the formats "
              + String.join(
                  ", ", recipe.encodings().stream().map(e -> e.format().extension()).toList())
              + " but got "
              + name.format().extension());
    } else if (encoding.get().slow()) {
      throw new RefusedAnswerException(RefusedAnswer.slowFormat(name.format().id()));
    }
  }

  private static int inlineBytesMax(@Nullable String header) {
    if (header == null) {
      return INLINE_BYTES_DEFAULT;
    }
    if (!header.matches("[0-9]{1,9}")) {
      refuse(
          "expected "
              + INLINE_BYTES_MAX
              + " to be a whole number of bytes but got "
              + Excerpt.of(header));
    }
    return Math.min(INLINE_BYTES_LIMIT, Integer.parseInt(header));
  }

  private static RefusedAnswerException badPath(@Nullable String rawPath) {
    return new RefusedAnswerException(
        RefusedAnswer.badRequest(
            "expected " + FORM + " but got " + (rawPath == null ? "none" : Excerpt.of(rawPath))));
  }

  private static void refuse(String message) {
    throw new RefusedAnswerException(RefusedAnswer.badRequest(message));
  }
}
