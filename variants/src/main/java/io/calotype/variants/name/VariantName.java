package io.calotype.variants.name;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of one variant of an original, such as {@code w640.webp} or {@code w640-1x1.jpg}.
 *
 * <p>The one place of the grammar: {@code w<width>[-<w>x<h>].<extension>}, all numbers plain
 * decimal without leading zeros. {@code variant-names.json} holds the vectors that every
 * implementation runs.
 *
 * @param widthPx the step of the ladder, 1 to 16,383; the picture itself is narrower where its
 *     original is
 * @param ratio what it is cropped to, or null for the whole picture
 * @param format the format
 */
public record VariantName(int widthPx, @Nullable Ratio ratio, Format format) {
  private static final Pattern GRAMMAR =
      Pattern.compile("w([1-9][0-9]{0,4})(?:-([1-9][0-9]?x[1-9][0-9]?))?\\.(jpg|webp|avif|png)");

  /** The widest variant, in pixels: what WebP can hold. */
  public static final int WIDTH_PX_MAX = 16_383;

  /** Refuses a width outside its range with {@link IllegalArgumentException}. */
  public VariantName {
    if (widthPx < 1 || widthPx > WIDTH_PX_MAX) {
      throw new IllegalArgumentException(
          "expected a width of 1 to " + WIDTH_PX_MAX + " but got " + widthPx);
    }
  }

  /** The name of the whole picture at a width. */
  public static VariantName uncropped(int widthPx, Format format) {
    return new VariantName(widthPx, null, format);
  }

  /** Reads a name; anything that {@link #toString} would not write is none. */
  public static Optional<VariantName> parse(String text) {
    Matcher matcher = GRAMMAR.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int widthPx = Integer.parseInt(matcher.group(1));
    if (widthPx > WIDTH_PX_MAX) {
      return Optional.empty();
    }
    String ratio = matcher.group(2);
    return Optional.of(
        new VariantName(
            widthPx,
            ratio == null ? null : Ratio.parseInName(ratio).orElseThrow(),
            Format.ofExtension(matcher.group(3)).orElseThrow()));
  }

  /** The name as it stands in keys. */
  @Override
  public String toString() {
    return "w" + widthPx + (ratio == null ? "" : "-" + ratio.inName()) + "." + format.extension();
  }
}
