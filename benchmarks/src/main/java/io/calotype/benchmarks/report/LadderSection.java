package io.calotype.benchmarks.report;

import io.calotype.benchmarks.Contender;
import io.calotype.benchmarks.Formats;
import io.calotype.benchmarks.peers.Comparison;
import io.calotype.benchmarks.peers.Peer;
import io.calotype.benchmarks.peers.Photo;
import io.calotype.benchmarks.peers.Ratio;
import io.calotype.benchmarks.peers.Timing;
import io.calotype.benchmarks.result.Better;
import io.calotype.benchmarks.result.Run;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The whole ladder by engine, size of photo and format, on made photos: the same anywhere. */
final class LadderSection implements Section {
  /** The photos for which the report says how many cores they need. */
  static final List<Integer> CAPACITY_MEGAPIXELS = List.of(2, 8, 12);

  private static final int FORMATS = 3;
  private static final double MS_PER_S = 1000;

  /** Bytes in a millisecond are so many times as many MB in a second. */
  private static final double KB = 1000;

  @Override
  public String id() {
    return "ladder";
  }

  @Override
  public void measure(Workplace workplace, Findings findings) throws IOException {
    byEngine(workplace, findings);
    byFormat(workplace, findings);
  }

  private static void byEngine(Workplace workplace, Findings findings) throws IOException {
    Effort effort = workplace.effort();
    List<Photo> photos = Photo.allOf(workplace.madePhotos(effort.megapixels()), Formats.JPEG_ONLY);
    List<Peer> others =
        Arrays.stream(Contender.values())
            .filter(contender -> contender != Contender.VIPS)
            .map(contender -> Peer.java(contender, Formats.JPEG_ONLY))
            .toList();
    try (Comparison comparison =
        Comparison.start(Peer.java(Contender.VIPS, Formats.JPEG_ONLY), others, findings::note)) {
      List<Timing> timings = effort.time(comparison, photos);
      for (int i = 0; i < timings.size(); i++) {
        String engine = comparison.peers().get(i).does();
        for (int photo = 0; photo < photos.size(); photo++) {
          add(findings, timings.get(i), photo, photos.get(photo), engine, "JPEG");
          addRatio(
              findings,
              timings.get(i).cpuRatioTo(timings.get(0), photo),
              engine,
              photos.get(photo));
        }
      }
    }
  }

  /** Calotype's engine alone, whose sizes the engine's own control checks each time. */
  private static void byFormat(Workplace workplace, Findings findings) throws IOException {
    Effort effort = workplace.effort();
    List<Integer> megapixels =
        effort == Effort.SMOKE
            ? effort.megapixels()
            : List.copyOf(
                new TreeSet<>(
                    Stream.concat(effort.megapixels().stream(), CAPACITY_MEGAPIXELS.stream())
                        .toList()));
    List<Photo> photos = Photo.allOf(workplace.madePhotos(megapixels), Formats.JPEG_ONLY);
    try (Comparison comparison =
        Comparison.start(
            Peer.java(Contender.VIPS, Formats.WEBP_ONLY),
            List.of(
                Peer.java(Contender.VIPS, Formats.DEFAULT),
                Peer.java(Contender.VIPS, Formats.WHOLE)),
            findings::note)) {
      List<Timing> timings = effort.timeUnseen(comparison, photos);
      if (timings.size() != FORMATS) {
        throw new IOException("expected ladders in " + FORMATS + " sets of formats");
      }
      for (int photo = 0; photo < photos.size(); photo++) {
        add(findings, timings.get(0), photo, photos.get(photo), "vips", "WebP");
        add(findings, timings.get(1), photo, photos.get(photo), "vips", "JPEG + WebP");
        add(findings, timings.get(2), photo, photos.get(photo), "vips", "JPEG + WebP + AVIF");
      }
    }
  }

  private static void add(
      Findings findings, Timing timing, int index, Photo photo, String engine, String formats) {
    Map<String, Object> params =
        Map.of("engine", engine, "megapixels", megapixels(photo), "formats", formats);
    double pixels = photo.plan().header().pixels() / 1e6;
    double[] perSecond =
        Arrays.stream(timing.wallMs(index)).map(wallMs -> MS_PER_S / wallMs).toArray();
    findings.add("cpu-per-ladder", params, "ms", timing.cpuMs(index));
    findings.add("ladders-per-second", params, "1/s", Better.HIGHER, perSecond);
    findings.add(
        "megapixels-per-second",
        params,
        "MP/s",
        Better.HIGHER,
        Arrays.stream(perSecond).map(rate -> rate * pixels).toArray());
    findings.add(
        "bytes-per-cpu-second",
        params,
        "MB/s",
        Better.NONE,
        Arrays.stream(timing.cpuMs(index)).map(ms -> timing.bytes(index) / ms / KB).toArray());
  }

  private static void addRatio(Findings findings, Ratio ratio, String engine, Photo photo) {
    findings.add(
        new Run(
            "ladder",
            "cpu-ratio-to-calotype",
            Map.of("engine", engine, "megapixels", megapixels(photo)),
            "×",
            Better.HIGHER,
            ratio.value(),
            ratio.low(),
            ratio.high(),
            ratio.rounds()));
  }

  private static int megapixels(Photo photo) {
    return Integer.parseInt(photo.name().replaceAll("\\D", ""));
  }
}
