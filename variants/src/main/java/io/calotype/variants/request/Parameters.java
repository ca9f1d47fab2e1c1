package io.calotype.variants.request;

import io.calotype.variants.name.Format;
import io.calotype.variants.name.Ratio;
import io.calotype.variants.reason.Reason;
import io.calotype.variants.reason.RefusedException;
import io.calotype.variants.recipe.Recipe;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request, each of its form and within its bounds; null where not given.
 *
 * @param widthCssPx {@code w} in CSS pixels; null also for {@code w=auto}
 * @param widthAuto whether {@code w=auto}: the viewer's hint decides
 * @param heightCssPx {@code h} in CSS pixels
 * @param aspect the original's shape
 * @param cover whether {@code fit=cover}
 * @param ratio the ratio that was named
 * @param format the format that was named; null for {@code auto}
 * @param dprMilli {@code dpr} in thousandths; null also for {@code dpr=auto}
 * @param dprAuto whether {@code dpr=auto}
 * @param v a digest by form
 */
record Parameters(
    @Nullable Integer widthCssPx,
    boolean widthAuto,
    @Nullable Integer heightCssPx,
    @Nullable Aspect aspect,
    boolean cover,
    @Nullable Ratio ratio,
    @Nullable Format format,
    @Nullable Integer dprMilli,
    boolean dprAuto,
    @Nullable String v) {

  static final int CSS_PX_MAX = 8_192;

  static final Set<String> NAMES =
      Set.of("w", "h", "aspect", "fit", "ratio", "format", "dpr", "v", "kid", "exp", "sig");
  private static final String AUTO = "auto";
  private static final Pattern CSS_PX = Pattern.compile("[1-9][0-9]{0,3}");
  private static final Pattern DPR = Pattern.compile("[1-3](\\.[0-9])?|4(\\.0)?");
  private static final Pattern V = Pattern.compile("[0-9a-f]{16}");

  /**
   * Reads the parameters of a query; throws {@link RefusedException} at the first thing that is not
   * as expected.
   *
   * @param raw from {@link #known}
   * @param signed whether the URL carries a signature: any ratio may be named then
   */
  static Parameters parse(Map<String, String> raw, Recipe recipe, boolean signed) {
    String w = raw.get("w");
    boolean widthAuto = AUTO.equals(w);
    Integer widthCssPx =
        widthAuto
            ? null
            : read(
                raw,
                "w",
                "a whole number of 1 to " + CSS_PX_MAX + ", or auto,",
                Parameters::cssPxOf);
    Integer heightCssPx =
        read(raw, "h", "a whole number of 1 to " + CSS_PX_MAX, Parameters::cssPxOf);
    Aspect aspect =
        read(
            raw,
            "aspect",
            "<width>:<height>, each a whole number of 1 to " + Aspect.PART_MAX + ",",
            Aspect::parse);
    Boolean cover = read(raw, "fit", fits(recipe, signed), text -> fit(text, recipe, signed));
    Ratio ratio =
        signed
            ? read(
                raw,
                "ratio",
                "<width>:<height>, each a whole number of 1 to " + Ratio.PART_MAX + ",",
                Ratio::parse)
            : read(raw, "ratio", ratios(recipe), text -> listed(text, recipe));
    Format format =
        AUTO.equals(raw.get("format"))
            ? null
            : read(raw, "format", formats(recipe), text -> made(text, recipe));
    boolean dprAuto = AUTO.equals(raw.get("dpr"));
    Integer dprMilli =
        dprAuto
            ? null
            : read(
                raw,
                "dpr",
                "a number of 1 to 4 with at most one decimal place, or auto,",
                Parameters::dprMilliOf);
    String v = raw.get("v");
    return new Parameters(
            widthCssPx,
            widthAuto,
            heightCssPx,
            aspect,
            Boolean.TRUE.equals(cover),
            ratio,
            format,
            dprMilli,
            dprAuto,
            v != null && isVersion(v) ? v : null)
        .consistent();
  }

  /** Whether a text is a {@code v} by form. */
  static boolean isVersion(String text) {
    return V.matcher(text).matches();
  }

  /**
   * The ratio to crop to; null where the whole picture is wanted.
   *
   * @param signed whether any ratio may come out, not only a listed one
   */
  @Nullable Ratio cropRatio(Recipe recipe, boolean signed) {
    if (!cover || ratio != null) {
      return ratio;
    }
    if (widthCssPx == null || heightCssPx == null) {
      throw refused("expected ratio, or w and h as numbers, with fit=cover but got neither");
    }
    return signed
        ? NearestRatio.ofAll(widthCssPx, heightCssPx)
        : NearestRatio.of(recipe.ratios(), widthCssPx, heightCssPx);
  }

  private Parameters consistent() {
    if (ratio != null && !cover) {
      throw refused("expected fit=cover with ratio but got fit=inside");
    }
    return this;
  }

  /** The parameters that have a meaning, decoded. All others are left alone. */
  static Map<String, String> known(String rawQuery) {
    if (!PercentEncoding.isWellFormed(rawQuery)) {
      throw refused(
          "expected two hex digits after each % in the query but got " + Excerpt.of(rawQuery));
    }
    Map<String, String> values = new HashMap<>();
    for (String parameter : rawQuery.split("&", -1)) {
      int equals = parameter.indexOf('=');
      String name =
          PercentEncoding.decode(equals < 0 ? parameter : parameter.substring(0, equals))
              .orElse("");
      if (!NAMES.contains(name)) {
        continue;
      }
      String rawValue = equals < 0 ? "" : parameter.substring(equals + 1);
      // What is no UTF-8 stays as it is: a percent sign is in no value that is taken.
      String value = PercentEncoding.decode(rawValue).orElse(rawValue);
      if (values.put(name, value) != null) {
        throw refused("expected " + name + " once but got it again");
      }
    }
    return values;
  }

  private static <T> @Nullable T read(
      Map<String, String> raw, String name, String expected, Function<String, Optional<T>> parse) {
    String text = raw.get(name);
    if (text == null) {
      return null;
    }
    return parse
        .apply(text)
        .orElseThrow(
            () ->
                refused(
                    "expected " + name + " to be " + expected + " but got " + Excerpt.of(text)));
  }

  private static Optional<Integer> cssPxOf(String text) {
    return CSS_PX.matcher(text).matches() && Integer.parseInt(text) <= CSS_PX_MAX
        ? Optional.of(Integer.valueOf(text))
        : Optional.empty();
  }

  private static Optional<Integer> dprMilliOf(String text) {
    if (!DPR.matcher(text).matches()) {
      return Optional.empty();
    }
    int tenths = text.length() == 1 ? 0 : text.charAt(2) - '0';
    return Optional.of((text.charAt(0) - '0') * 1_000 + tenths * 100);
  }

  private static String fits(Recipe recipe, boolean signed) {
    return recipe.ratios().isEmpty() && !signed
        ? "inside, since the recipe crops to no ratio,"
        : "inside or cover";
  }

  private static Optional<Boolean> fit(String text, Recipe recipe, boolean signed) {
    if (text.equals("cover") && (signed || !recipe.ratios().isEmpty())) {
      return Optional.of(true);
    }
    return text.equals("inside") ? Optional.of(false) : Optional.empty();
  }

  private static String ratios(Recipe recipe) {
    return recipe.ratios().isEmpty()
        ? "left out, since the recipe crops to no ratio,"
        : "one of "
            + recipe.ratios().stream().map(Ratio::toString).collect(Collectors.joining(", "));
  }

  private static Optional<Ratio> listed(String text, Recipe recipe) {
    return Ratio.parse(text).filter(recipe.ratios()::contains);
  }

  private static String formats(Recipe recipe) {
    return "one of "
        + Stream.concat(
                Stream.of(AUTO), recipe.encodings().stream().map(made -> made.format().id()))
            .collect(Collectors.joining(", "));
  }

  private static Optional<Format> made(String text, Recipe recipe) {
    return Format.ofId(text).filter(format -> recipe.encoding(format).isPresent());
  }

  private static RefusedException refused(String message) {
    return new RefusedException(Reason.BAD_PARAMETER, message);
  }
}
