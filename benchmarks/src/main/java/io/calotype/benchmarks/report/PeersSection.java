package io.calotype.benchmarks.report;

import io.calotype.benchmarks.Formats;
import io.calotype.benchmarks.peers.Comparison;
import io.calotype.benchmarks.peers.Likeness;
import io.calotype.benchmarks.peers.Peer;
import io.calotype.benchmarks.peers.Photo;
import io.calotype.benchmarks.peers.PhotoSet;
import io.calotype.benchmarks.peers.Ratio;
import io.calotype.benchmarks.peers.Timing;
import io.calotype.benchmarks.result.Better;
import io.calotype.benchmarks.result.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The same ladders of the same photos by other tools, real photos where there are any. */
final class PeersSection implements Section {
  /**
   * Of the engines in Java the ladder section has them all; sharp's other settings differ little.
   */
  private static final Pattern IN_FULL_ONLY =
      Pattern.compile(".*-default|.*-lanczos2|imgscalr_quality|thumbnailator|imageio");

  @Override
  public String id() {
    return "peers";
  }

  @Override
  public void measure(Workplace workplace, Findings findings) throws IOException {
    Path folder = workplace.settings().photos().orElse(null);
    String kind = folder == null ? "made" : "real";
    if (folder == null) {
      findings.note(
          "Made photos: CALOTYPE_TEST_DATA names no folder with real ones in its folder photos.");
      folder = workplace.madePhotos(workplace.effort().megapixels());
    }
    compare(Formats.JPEG_ONLY, "JPEG", folder, kind, workplace, findings);
    if (workplace.effort() == Effort.FULL) {
      compare(Formats.WEBP_ONLY, "WebP", folder, kind, workplace, findings);
    }
  }

  private static void compare(
      Formats formats,
      String name,
      Path folder,
      String kind,
      Workplace workplace,
      Findings findings)
      throws IOException {
    Effort effort = workplace.effort();
    List<Photo> photos = some(Photo.allOf(folder, formats), effort.photosMax());
    String set = PhotoSet.name(photos, kind);
    List<Peer> others = Peer.others(formats, workplace.peers(), workplace.settings());
    if (effort == Effort.QUICK) {
      others = others.stream().filter(peer -> !IN_FULL_ONLY.matcher(peer.id()).matches()).toList();
    }
    try (Comparison comparison = Comparison.start(Peer.calotype(formats), others, findings::note)) {
      List<Timing> timings = effort.time(comparison, photos);
      Likeness ours = comparison.likeness(0);
      StringBuilder versions = new StringBuilder(name + ", " + set + ":");
      for (int i = 0; i < timings.size(); i++) {
        Peer peer = comparison.peers().get(i);
        Map<String, Object> params =
            Map.of("contender", peer.does(), "format", name, "photos", set);
        findings.add("cpu-per-photo", params, "ms", timings.get(i).cpuMsByRound());
        findings.add(
            ratio("cpu-ratio-to-calotype", params, timings.get(i).cpuRatioTo(timings.get(0))));
        findings.add(
            ratio("wall-ratio-to-calotype", params, timings.get(i).wallRatioTo(timings.get(0))));
        findings.add(
            "bytes-ratio-to-calotype",
            params,
            "×",
            Better.NONE,
            (double) comparison.likeness(i).bytes() / ours.bytes());
        findings.add(
            "similarity", params, "SSIM", Better.HIGHER, comparison.likeness(i).meanSimilarity());
        versions.append(i == 0 ? " " : "; ").append(peer.id()).append(" on ");
        versions.append(comparison.versions(i));
      }
      findings.note(versions.append('.').toString());
    }
  }

  /** So many of them, spread evenly from the smallest to the largest. */
  static List<Photo> some(List<Photo> photos, int max) {
    List<Photo> bySize =
        photos.stream()
            .sorted(Comparator.comparingLong(photo -> photo.plan().header().pixels()))
            .toList();
    if (bySize.size() <= max) {
      return bySize;
    }
    List<Photo> some = new ArrayList<>();
    for (int i = 0; i < max; i++) {
      some.add(bySize.get((2 * i + 1) * bySize.size() / (2 * max)));
    }
    return some;
  }

  private static Run ratio(String name, Map<String, Object> params, Ratio ratio) {
    return new Run(
        "peers",
        name,
        params,
        "×",
        Better.HIGHER,
        ratio.value(),
        ratio.low(),
        ratio.high(),
        ratio.rounds());
  }
}
