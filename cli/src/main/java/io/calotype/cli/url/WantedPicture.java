package io.calotype.cli.url;

import io.calotype.variants.manifest.Manifest;
import io.calotype.variants.name.Format;
import io.calotype.variants.name.Ratio;
import io.calotype.variants.request.PercentEncoding;
import io.calotype.variants.request.UrlSigner;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a page wants of a picture; what is null, it leaves to the viewer.
 *
 * @param widthCssPx width in CSS pixels
 * @param heightCssPx height in CSS pixels
 * @param dpr device pixels a CSS pixel, as {@code 1.5}
 * @param ratio what it is cropped to
 * @param format the format
 */
public record WantedPicture(
    @Nullable Integer widthCssPx,
    @Nullable Integer heightCssPx,
    @Nullable String dpr,
    @Nullable Ratio ratio,
    @Nullable Format format) {

  /** The path and query of the picture, for anyone. */
  public String url(Manifest manifest) {
    String query =
        parameters(manifest).entrySet().stream()
            .map(named -> named.getKey() + "=" + named.getValue())
            .collect(Collectors.joining("&"));
    return PercentEncoding.viewerPath(manifest.key()) + "?" + query;
  }

  /**
   * The path and query of the picture, signed: its size is exact then.
   *
   * @param expires when the URL ends to hold
   */
  public String url(Manifest manifest, UrlSigner signer, Instant expires) {
    return signer.sign(manifest.key(), parameters(manifest), expires);
  }

  /** The same with its format left to the viewer. */
  WantedPicture inAnyFormat() {
    return new WantedPicture(widthCssPx, heightCssPx, dpr, ratio, null);
  }

  /** None of their values needs an escape. */
  private Map<String, String> parameters(Manifest manifest) {
    Map<String, String> parameters = new LinkedHashMap<>();
    put(parameters, "w", widthCssPx);
    put(parameters, "h", heightCssPx);
    if (ratio != null) {
      parameters.put("fit", "cover");
      put(parameters, "ratio", ratio);
    } else if (heightCssPx != null) {
      // Without the picture's shape a height says nothing of its width.
      parameters.put("aspect", manifest.width() + ":" + manifest.height());
    }
    put(parameters, "dpr", dpr);
    put(parameters, "format", format == null ? null : format.id());
    parameters.put("v", manifest.v());
    return parameters;
  }

  private static void put(Map<String, String> parameters, String name, @Nullable Object value) {
    if (value != null) {
      parameters.put(name, value.toString());
    }
  }
}
