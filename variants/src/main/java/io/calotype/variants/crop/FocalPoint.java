package io.calotype.variants.crop;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The point of a picture that a crop must show, as near to its middle as the picture's edges allow.
 *
 * @param x from the left edge of the upright picture, 0, to its right edge, 1
 * @param y from the top edge of the upright picture, 0, to its bottom edge, 1
 */
public record FocalPoint(double x, double y) {
  /** The object metadata of an original that holds it, without the prefix {@code x-amz-meta-}. */
  public static final String METADATA = "focal-point";

  /** The middle of a picture. */
  public static final FocalPoint CENTRE = new FocalPoint(0.5, 0.5);

  private static final int SHOWN_MAX = 40;
  private static final String NUMBER = "([0-9]{1,3}(?:\\.[0-9]{1,12})?|\\.[0-9]{1,12})";
  private static final Pattern PAIR = Pattern.compile(NUMBER + "\\s*,\\s*" + NUMBER);

  /** Refuses what is not within 0 to 1 with {@link IllegalArgumentException}. */
  public FocalPoint {
    if (!isUnit(x) || !isUnit(y)) {
      throw new IllegalArgumentException("expected a point of 0,0 to 1,1 but got " + x + "," + y);
    }
    // One zero, so that equal points are the same record.
    x += 0.0;
    y += 0.0;
  }

  /** Reads the form {@code 0.5,0.25}; empty where it is another, or outside the picture. */
  public static Optional<FocalPoint> parse(String text) {
    Matcher matcher = PAIR.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    double x = Double.parseDouble(matcher.group(1));
    double y = Double.parseDouble(matcher.group(2));
    return isUnit(x) && isUnit(y) ? Optional.of(new FocalPoint(x, y)) : Optional.empty();
  }

  @JsonCreator
  static FocalPoint ofJson(String text) {
    return parse(text).orElseThrow(() -> new IllegalArgumentException(whyIgnored(text)));
  }

  /** Why a text is ignored that {@link #parse} cannot read; one line, for logs. */
  public static String whyIgnored(String text) {
    String shown = text.length() > SHOWN_MAX ? text.substring(0, SHOWN_MAX) + "..." : text;
    return "expected a focal point of two numbers of 0 to 1, such as 0.5,0.25, but got \""
        + shown.replaceAll("[^ -~]", "?")
        + "\": it is ignored";
  }

  private static boolean isUnit(double value) {
    return value >= 0 && value <= 1;
  }

  /** The form that {@link #parse} reads, which knows no exponents. */
  @JsonValue
  @Override
  public String toString() {
    return plain(x) + "," + plain(y);
  }

  /**
   * Otherwise than Java writes it only below 0.001: digests of stored variants hang on the text.
   */
  private static String plain(double value) {
    String text = Double.toString(value);
    return text.indexOf('E') < 0 ? text : new BigDecimal(text).stripTrailingZeros().toPlainString();
  }
}
