package io.calotype.variants.recipe;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An opaque sRGB colour.
 *
 * @param red 0 to 255
 * @param green 0 to 255
 * @param blue 0 to 255
 */
public record RgbColor(int red, int green, int blue) {
  public static final RgbColor WHITE = new RgbColor(255, 255, 255);

  private static final Pattern HEX = Pattern.compile("#[0-9a-fA-F]{6}");

  /** Refuses channels outside 0 to 255 with {@link IllegalArgumentException}. */
  public RgbColor {
    if (((red | green | blue) & ~0xff) != 0) {
      throw new IllegalArgumentException(
          "expected channels of 0 to 255 but got " + red + ", " + green + ", " + blue);
    }
  }

  /** Reads the form {@code #1e90ff}. */
  public static Optional<RgbColor> parse(String text) {
    if (!HEX.matcher(text).matches()) {
      return Optional.empty();
    }
    int rgb = Integer.parseInt(text.substring(1), 16);
    return Optional.of(new RgbColor(rgb >> 16, (rgb >> 8) & 0xff, rgb & 0xff));
  }

  /** The form {@code #1e90ff}, in lower case. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "#%02x%02x%02x", red, green, blue);
  }
}
