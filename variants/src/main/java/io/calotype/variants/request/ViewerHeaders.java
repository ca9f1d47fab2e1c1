package io.calotype.variants.request;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The headers that the choice of a variant may depend on; each null where it was not sent. A header
 * sent several times stands here once, its values joined by commas.
 *
 * @param accept {@code Accept}
 * @param dpr {@code Sec-CH-DPR}
 * @param width {@code Sec-CH-Width}
 * @param saveData {@code Save-Data}
 */
public record ViewerHeaders(
    @Nullable String accept,
    @Nullable String dpr,
    @Nullable String width,
    @Nullable String saveData) {

  /** No header at all. */
  public static final ViewerHeaders NONE = new ViewerHeaders(null, null, null, null);

  /** Takes them from headers by lower-case name. */
  public static ViewerHeaders of(Map<String, String> headers) {
    return new ViewerHeaders(
        headers.get("accept"),
        headers.get("sec-ch-dpr"),
        headers.get("sec-ch-width"),
        headers.get("save-data"));
  }
}
