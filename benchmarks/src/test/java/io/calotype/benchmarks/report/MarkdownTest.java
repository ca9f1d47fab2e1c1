package io.calotype.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.benchmarks.result.Results;
import io.calotype.benchmarks.result.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarkdownTest {
  @Test
  void showsGoalsPeersAndCapacity() {
    List<Run> runs = new ArrayList<>();
    Map<String, Object> params =
        Map.of("contender", "imgscalr", "format", "JPEG", "photos", "4 real photos (1a2b3c)");
    runs.add(Run.of("peers", "cpu-per-photo", params, "ms", 700));
    runs.add(Run.of("peers", "cpu-ratio-to-calotype", params, "×", 5.6));
    runs.add(Run.of("peers", "bytes-ratio-to-calotype", params, "×", 1.08));
    runs.add(Run.of("peers", "similarity", params, "SSIM", 0.934));
    runs.add(
        Run.of(
            "ladder",
            "cpu-per-ladder",
            Map.of("engine", "vips", "megapixels", 12, "formats", "JPEG + WebP"),
            "ms",
            420));

    String text = Markdown.of(report(runs));

    assertThat(text)
        .contains(
            "| Ladder, CPU of imgscalr AUTOMATIC over ours | at least 6.00 × | 5.60 (5.60 to 5.60, least to most) | missed by 6.7 %, 4 real photos |",
            "| Ladder, CPU of sharp with clone() over ours | at least 2.70 × | not measured | not measured |",
            "| imgscalr | JPEG | 700 | 5.60 (5.60 to 5.60) | 1.08 | 0.934 |",
            "CPU, Calotype = 1 (least to most)",
            "| 12 MP, JPEG + WebP | 420 (one thread) | 1.15 (the goal) | 10,000 | 115 | 1 |");
  }

  @Test
  void leavesOutTablesThatHaveNoFigures() {
    assertThat(Markdown.of(report(List.of()))).doesNotContain("contender", "vCPUs");
  }

  private static Report report(List<Run> runs) {
    return Report.of(
        new Results(Results.SCHEMA, null, "1", Map.of(), "quick", "now", "", List.of(), runs),
        null,
        List.of());
  }
}
