package io.calotype.variants.request;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a viewer's device says of itself. A hint that is missing or of no known form is no error:
 * the page's author does not write it.
 *
 * @param dprMilli device pixels a CSS pixel, in thousandths, 1,000 to 4,000; null where not sent
 * @param widthPx the width of the picture's place in physical pixels, at most {@link
 *     #WIDTH_PX_MAX}; null where not sent
 * @param saveData whether the user wants little data
 */
record ClientHints(@Nullable Integer dprMilli, @Nullable Integer widthPx, boolean saveData) {
  static final int DPR_MILLI_MIN = 1_000;
  static final int DPR_MILLI_MAX = 4_000;

  /** As far as {@code w} and {@code dpr} reach together. */
  static final int WIDTH_PX_MAX = Parameters.CSS_PX_MAX * DPR_MILLI_MAX / 1_000;

  private static final Pattern DPR = Pattern.compile("([0-9]{1,4})(?:\\.([0-9]{1,20}))?");
  private static final Pattern WIDTH = Pattern.compile("[1-9][0-9]{0,5}");

  static ClientHints of(ViewerHeaders headers) {
    return new ClientHints(
        dprMilli(headers.dpr()), widthPx(headers.width()), saveData(headers.saveData()));
  }

  private static @Nullable Integer dprMilli(@Nullable String header) {
    Matcher matcher = DPR.matcher(header == null ? "" : HeaderText.trim(header));
    if (!matcher.matches()) {
      return null;
    }
    String fraction = matcher.group(2) == null ? "" : matcher.group(2);
    int milli =
        Integer.parseInt(matcher.group(1)) * 1_000
            + Integer.parseInt((fraction + "000").substring(0, 3));
    return Math.max(DPR_MILLI_MIN, Math.min(DPR_MILLI_MAX, milli));
  }

  private static @Nullable Integer widthPx(@Nullable String header) {
    String text = header == null ? "" : HeaderText.trim(header);
    return WIDTH.matcher(text).matches() ? Math.min(WIDTH_PX_MAX, Integer.parseInt(text)) : null;
  }

  private static boolean saveData(@Nullable String header) {
    return header != null
        && HeaderText.trim(header.toLowerCase(Locale.ROOT).split("[,;]", 2)[0]).equals("on");
  }
}
