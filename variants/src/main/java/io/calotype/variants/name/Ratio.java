package io.calotype.variants.name;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A ratio of width to height that pictures may be cropped to, such as 16:9.
 *
 * @param width 1 to 99
 * @param height 1 to 99
 */
public record Ratio(int width, int height) {
  /** The largest width and height of a ratio. */
  public static final int PART_MAX = 99;

  private static final Pattern COLON = Pattern.compile("([1-9][0-9]?):([1-9][0-9]?)");
  private static final Pattern CROSS = Pattern.compile("([1-9][0-9]?)x([1-9][0-9]?)");

  /** Refuses parts outside 1 to 99 with {@link IllegalArgumentException}. */
  public Ratio {
    if (width < 1 || width > PART_MAX || height < 1 || height > PART_MAX) {
      throw new IllegalArgumentException(
          "expected a ratio of 1:1 to 99:99 but got " + width + ":" + height);
    }
  }

  /** Reads the form of recipes and requests, {@code 16:9}. */
  public static Optional<Ratio> parse(String text) {
    return parse(COLON.matcher(text));
  }

  /** Reads the form of variants' names, {@code 16x9}. */
  public static Optional<Ratio> parseInName(String text) {
    return parse(CROSS.matcher(text));
  }

  private static Optional<Ratio> parse(Matcher matcher) {
    return matcher.matches()
        ? Optional.of(
            new Ratio(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  /** The form of variants' names, {@code 16x9}. */
  public String inName() {
    return width + "x" + height;
  }

  /** The form of recipes and requests, {@code 16:9}. */
  @Override
  public String toString() {
    return width + ":" + height;
  }
}
