package io.calotype.variants.manifest;

import io.calotype.variants.request.PercentEncoding;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The {@code srcset} attributes of a picture: for each format its viewer URLs, narrowest first,
 * each real width once.
 */
final class Srcset {
  /**
   * The widest {@code w} of a request; what is wider is asked for as half of it at {@code dpr=2}.
   */
  private static final int REQUEST_WIDTH_PX_MAX = 8192;

  private Srcset() {}

  /** By format's id, in the order in which the formats first stand among the variants. */
  static Map<String, String> of(
      String key, List<ManifestVariant> variants, int widthPx, int heightPx, String v) {
    // A comma or a space in a URL would end it here, so the key is escaped down to the unreserved.
    String path = PercentEncoding.viewerPath(key);
    Map<String, TreeSet<Integer>> widthsPx = new LinkedHashMap<>();
    for (ManifestVariant variant : variants) {
      widthsPx.computeIfAbsent(variant.format(), any -> new TreeSet<>()).add(variant.width());
    }
    Map<String, String> srcset = new LinkedHashMap<>();
    widthsPx.forEach(
        (format, widths) -> {
          String tail = "&aspect=" + widthPx + ":" + heightPx + "&format=" + format + "&v=" + v;
          srcset.put(
              format,
              widths.stream()
                  .map(width -> path + "?" + wanted(width) + tail + " " + width + "w")
                  .collect(Collectors.joining(", ")));
        });
    return Collections.unmodifiableMap(srcset);
  }

  private static String wanted(int widthPx) {
    return widthPx <= REQUEST_WIDTH_PX_MAX ? "w=" + widthPx : "w=" + widthPx / 2 + "&dpr=2";
  }
}
