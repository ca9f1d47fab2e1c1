package io.calotype.benchmarks.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The report as one file: styles, scripts, type and figures are in it, so that it can be sent, kept
 * and opened anywhere. It loads nothing.
 */
final class Page {
  private static final Pattern FONT = Pattern.compile("url\\(\"([a-z0-9-]+\\.woff2)\"\\)");

  private Page() {}

  /** The page's HTML. */
  static String of(Report report) {
    return text("page.html")
        .replace("/* styles */", text("uPlot.min.css") + fonts(text("base.css")) + text("page.css"))
        .replace("/* charts */", text("uPlot.iife.min.js"))
        .replace("/* words */", text("words.js"))
        .replace("/* figures */", text("figures.js"))
        .replace("/* page */", text("page.js"))
        .replace("null /* report */", json(report));
  }

  /** JSON that ends no script element, whatever a text in it says. */
  private static String json(Report report) {
    try {
      return new JsonMapper().writeValueAsString(report).replace("<", "\\u003c");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report holds nothing that JSON cannot", e);
    }
  }

  private static String fonts(String css) {
    return FONT.matcher(css)
        .replaceAll(
            font ->
                Matcher.quoteReplacement(
                    "url(data:font/woff2;base64,"
                        + Base64.getEncoder().encodeToString(bytes(font.group(1)))
                        + ")"));
  }

  private static String text(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("expected the resource " + name + " beside the report");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
