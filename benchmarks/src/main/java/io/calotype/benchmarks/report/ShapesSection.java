package io.calotype.benchmarks.report;

import io.calotype.benchmarks.Formats;
import io.calotype.benchmarks.peers.Comparison;
import io.calotype.benchmarks.peers.Peer;
import io.calotype.benchmarks.peers.Photo;
import io.calotype.benchmarks.peers.Timing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Ladders of one photo by their number of variants: what one more of them costs. */
final class ShapesSection implements Section {
  /** Widest first, as many as the longest ladder has. */
  private static final List<Integer> WIDTHS_PX =
      List.of(1920, 1600, 1280, 1080, 800, 640, 480, 320, 240, 160);

  private static final int MEGAPIXELS = 12;
  private static final int MEGAPIXELS_SMOKE = 3;

  @Override
  public String id() {
    return "shapes";
  }

  @Override
  public void measure(Workplace workplace, Findings findings) throws IOException {
    Effort effort = workplace.effort();
    List<Integer> lengths = effort.ladderLengths();
    int megapixels = effort == Effort.SMOKE ? MEGAPIXELS_SMOKE : MEGAPIXELS;
    Path folder = workplace.madePhotos(List.of(megapixels));
    List<Photo> photos = new ArrayList<>();
    for (int length : lengths) {
      photos.addAll(Photo.allOf(folder, Formats.JPEG_ONLY.recipe(WIDTHS_PX.subList(0, length))));
    }
    try (Comparison comparison =
        Comparison.start(
            Peer.calotype(Formats.JPEG_ONLY),
            Peer.sharp(Formats.JPEG_ONLY, workplace.peers()),
            findings::note)) {
      List<Timing> timings = effort.time(comparison, photos);
      for (int i = 0; i < timings.size(); i++) {
        add(findings, comparison.peers().get(i).does(), lengths, timings.get(i));
      }
    }
    findings.note(
        "JPEGs of a made photo of "
            + megapixels
            + " megapixels; widths in this order, as many as there are"
            + " variants: "
            + WIDTHS_PX
            + ".");
  }

  private static void add(
      Findings findings, String contender, List<Integer> lengths, Timing timing) {
    for (int i = 0; i < lengths.size(); i++) {
      findings.add(
          "cpu-per-ladder",
          Map.of("contender", contender, "variants", lengths.get(i)),
          "ms",
          timing.cpuMs(i));
    }
    findings.add(
        "cpu-per-added-variant", Map.of("contender", contender), "ms", slopes(lengths, timing));
  }

  /** In each round, by how much the cost rises with each variant: by least squares. */
  private static double[] slopes(List<Integer> lengths, Timing timing) {
    double[][] costs =
        IntStream.range(0, lengths.size()).mapToObj(timing::cpuMs).toArray(double[][]::new);
    double meanLength = lengths.stream().mapToInt(Integer::intValue).average().orElse(0);
    return IntStream.range(0, costs[0].length)
        .mapToDouble(
            round -> {
              double meanCost = Arrays.stream(costs).mapToDouble(c -> c[round]).average().orElse(0);
              double above = 0;
              double below = 0;
              for (int i = 0; i < costs.length; i++) {
                double off = lengths.get(i) - meanLength;
                above += off * (costs[i][round] - meanCost);
                below += off * off;
              }
              return above / below;
            })
        .toArray();
  }
}
