package io.calotype.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.benchmarks.result.Machine;
import io.calotype.benchmarks.result.Results;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PageTest {
  @Test
  void isOneFileThatLoadsNothing() {
    String page = Page.of(report("all is well"));

    assertThat(page).contains("uPlot", "data:font/woff2;base64,", "all is well");
    assertThat(page)
        .doesNotContain(
            "/* styles */",
            "/* charts */",
            "/* words */",
            "/* figures */",
            "/* page */",
            "null /*");
    assertThat(Pattern.compile("(src|href)=\"(?!#|data:)").matcher(page).find()).isFalse();
    assertThat(Pattern.compile("url\\((?!data:)").matcher(page).find()).isFalse();
    assertThat(Pattern.compile("@import|\\bimport\\(|\\bfetch\\(").matcher(page).find()).isFalse();
  }

  @Test
  void letsNoTextEndTheScript() {
    String page = Page.of(report("</script><script>alert(1)</script>"));

    assertThat(page).doesNotContain("<script>alert").contains("\\u003c/script>");
  }

  private static Report report(String note) {
    return Report.of(
        new Results(
            Results.SCHEMA,
            Machine.current(),
            "0.1.0",
            Map.of("libvips", "8.18.7"),
            "quick",
            "2026-11-24T17:00:00Z",
            "./calotype bench --quick",
            List.of(new Results.Note("peers", note)),
            List.of()),
        null,
        List.of());
  }
}
