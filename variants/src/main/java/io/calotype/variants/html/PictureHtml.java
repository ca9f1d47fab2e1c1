package io.calotype.variants.html;

import io.calotype.variants.manifest.Manifest;
import io.calotype.variants.manifest.Rejection;
import io.calotype.variants.request.PercentEncoding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The HTML of one picture that is ready.
 *
 * <pre>{@code
 * PictureHtml.of(manifest, "https://pictures.example.org").picture(PictureOptions.of("The beach"))
 *     // <picture><source type="image/webp" srcset="https://pictures.example.org/...
 * }</pre>
 */
public final class PictureHtml {
  /** The smaller files first: a browser takes the first source that it can show. */
  private static final List<String> SOURCES = List.of("avif", "webp");

  /** What every browser can show. */
  private static final List<String> FALLBACKS = List.of("jpeg", "png");

  /** What a browser without {@code srcset} gets: the widest up to this. */
  private static final int SRC_WIDTH_PX_MAX = 1080;

  private static final Pattern BASE = Pattern.compile("https?://[^\\s,]+");
  private static final Pattern COLOR = Pattern.compile("#[0-9a-f]{6}");

  private final Manifest manifest;
  private final String base;

  private PictureHtml(Manifest manifest, String base) {
    this.manifest = manifest;
    this.base = base;
  }

  /** The HTML of a picture on a page of the pictures' own host. */
  public static PictureHtml of(Manifest manifest) {
    return of(manifest, "");
  }

  /**
   * The HTML of a picture.
   *
   * @param base scheme and host of the pictures, as {@code https://pictures.example.org}; empty
   *     where the page has the same
   * @throws IllegalArgumentException where the picture was rejected, or the base is none
   */
  public static PictureHtml of(Manifest manifest, String base) {
    if (manifest.state() != Manifest.State.ready) {
      Rejection why = manifest.reason();
      throw new IllegalArgumentException(
          "expected the manifest of a ready picture but it is "
              + manifest.state()
              + (why == null ? "" : ": " + why.message()));
    }
    return new PictureHtml(manifest, checked(base));
  }

  /**
   * Where the manifest of a picture is.
   *
   * @param base scheme and host; empty where the page has the same
   */
  public static String manifestUrl(String key, String base) {
    return checked(base) + "/_calotype/manifest" + PercentEncoding.viewerPath(key);
  }

  /** The {@code srcset} of a format's id; empty where the picture is not made in this format. */
  public String srcset(String format) {
    return candidates(format).stream()
        .map(candidate -> base + candidate.url + " " + candidate.widthPx + "w")
        .collect(Collectors.joining(", "));
  }

  /** The {@code src} for what knows no {@code srcset}: the widest of up to 1,080 pixels. */
  public String src() {
    List<Candidate> ascending = candidates(fallback());
    String url = ascending.isEmpty() ? "" : ascending.get(0).url;
    for (Candidate candidate : ascending) {
      url = candidate.widthPx <= SRC_WIDTH_PX_MAX ? candidate.url : url;
    }
    return base + url;
  }

  /**
   * The {@code sizes} attribute: how wide the picture stands on the page, and never wider than its
   * original.
   *
   * @param width a CSS length, where no condition holds
   * @param conditional lengths by media condition, as {@code (min-width: 60rem)}; the first whose
   *     condition holds counts
   */
  public String sizes(String width, Map<String, String> conditional) {
    return Stream.concat(conditional.entrySet().stream(), Stream.of(Map.entry("", width)))
        .map(slot -> slot.getKey() + " min(" + slot.getValue() + ", " + manifest.width() + "px)")
        .map(String::strip)
        .collect(Collectors.joining(", "));
  }

  /** A {@code <picture>}, everything escaped. */
  public String picture(PictureOptions options) {
    String sizes = options.sizes() == null ? sizes("100vw", Map.of()) : options.sizes();
    String fallback = fallback();
    List<String> tags = new ArrayList<>();
    for (String format : SOURCES) {
      if (!format.equals(fallback) && srcsets().containsKey(format)) {
        Map<String, String> source = new LinkedHashMap<>();
        source.put("type", "image/" + format);
        source.put("srcset", srcset(format));
        source.put("sizes", sizes);
        tags.add(tag("source", source));
      }
    }
    Map<String, String> image = new LinkedHashMap<>();
    image.put("alt", options.alt());
    image.put("width", String.valueOf(manifest.width()));
    image.put("height", String.valueOf(manifest.height()));
    image.put("loading", options.eager() ? "eager" : "lazy");
    image.put("decoding", "async");
    image.put("sizes", sizes);
    image.put("srcset", srcset(fallback));
    image.put("src", src());
    String style = style(options.placeholder());
    if (!style.isEmpty()) {
      image.put("style", style);
    }
    tags.add(tag("img", image));
    return "<picture>" + String.join("", tags) + "</picture>";
  }

  private String style(Placeholder placeholder) {
    String thumbHash = Objects.requireNonNull(manifest.thumbHash());
    if (placeholder == Placeholder.NONE || ThumbHashImage.of(thumbHash).hasAlpha()) {
      return "";
    }
    String given = String.valueOf(manifest.dominantColor());
    String color = COLOR.matcher(given).matches() ? given : "#808080";
    return placeholder == Placeholder.COLOR
        ? "background:" + color
        : "background:"
            + color
            + " url("
            + ThumbHashImage.of(thumbHash).dataUrl()
            + ") 0 0/100% 100% no-repeat";
  }

  private record Candidate(String url, int widthPx) {}

  private List<Candidate> candidates(String format) {
    String text = srcsets().getOrDefault(format, "");
    List<Candidate> candidates = new ArrayList<>();
    for (String candidate : text.isEmpty() ? new String[0] : text.split(", ", -1)) {
      String[] parts = candidate.split(" ", 2);
      String width = parts[1].substring(0, parts[1].length() - 1);
      candidates.add(new Candidate(parts[0], Integer.parseInt(width)));
    }
    return candidates;
  }

  private String fallback() {
    return FALLBACKS.stream()
        .filter(srcsets()::containsKey)
        .findFirst()
        .orElseGet(() -> srcsets().keySet().stream().findFirst().orElse(""));
  }

  private Map<String, String> srcsets() {
    return Objects.requireNonNull(manifest.srcset());
  }

  private static String tag(String name, Map<String, String> attributes) {
    return attributes.entrySet().stream()
        .map(attribute -> " " + attribute.getKey() + "=\"" + escaped(attribute.getValue()) + "\"")
        .collect(Collectors.joining("", "<" + name, ">"));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** A comma or a space would end a URL within {@code srcset}. */
  private static String checked(String base) {
    if (!base.isEmpty() && !BASE.matcher(base).matches()) {
      throw new IllegalArgumentException(
          "expected a base such as https://pictures.example.org but got \"" + base + "\"");
    }
    int end = base.length();
    while (end > 0 && base.charAt(end - 1) == '/') {
      end--;
    }
    return base.substring(0, end);
  }
}
