package io.calotype.variants.request;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An original's shape, as manifests' URLs tell it: its upright width and height.
 *
 * @param width 1 to 65,535
 * @param height 1 to 65,535
 */
record Aspect(int width, int height) {
  static final int PART_MAX = 65_535;
  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,4}):([1-9][0-9]{0,4})");

  static Optional<Aspect> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Aspect aspect =
        new Aspect(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    return aspect.width <= PART_MAX && aspect.height <= PART_MAX
        ? Optional.of(aspect)
        : Optional.empty();
  }
}
