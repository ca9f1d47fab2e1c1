package io.calotype.benchmarks.report;

import io.calotype.benchmarks.peers.Comparison;
import io.calotype.benchmarks.peers.Photo;
import io.calotype.benchmarks.peers.Timing;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * How much is measured.
 *
 * <p>Only runs of the same effort are compared with each other.
 */
@SuppressWarnings("ImmutableEnumChecker") // Its lists are those of List.of.
enum Effort {
  /** Everything once: whether it works, not how fast. */
  SMOKE(List.of(1), 1, false, 1, List.of(1, 2), 1_000),
  /** Below ten minutes on two cores. */
  QUICK(List.of(3, 12), 3, true, 4, List.of(1, 3, 5, 10), 10_000),
  /** All sizes and photos, intervals that mean something. */
  FULL(List.of(1, 3, 8, 12, 22), 9, true, 100, List.of(1, 2, 3, 4, 5, 7, 10), 50_000);

  private final List<Integer> megapixels;
  private final int rounds;
  private final boolean warmsUp;
  private final int photosMax;
  private final List<Integer> ladderLengths;
  private final int edgeCalls;

  Effort(
      List<Integer> megapixels,
      int rounds,
      boolean warmsUp,
      int photosMax,
      List<Integer> ladderLengths,
      int edgeCalls) {
    this.megapixels = megapixels;
    this.rounds = rounds;
    this.warmsUp = warmsUp;
    this.photosMax = photosMax;
    this.ladderLengths = ladderLengths;
    this.edgeCalls = edgeCalls;
  }

  /** Sizes of made photos. */
  List<Integer> megapixels() {
    return megapixels;
  }

  /** Has the compilers of all contenders do most of what they have to do. */
  private void warmUp(Comparison comparison, List<Photo> photos) throws IOException {
    if (warmsUp) {
      comparison.warmUp(photos.get(0).plan().recipe());
    }
  }

  /** Looks at each contender's ladder of each photo, and times them. */
  List<Timing> time(Comparison comparison, List<Photo> photos) throws IOException {
    warmUp(comparison, photos);
    comparison.inspect(photos);
    return comparison.time(photos, rounds);
  }

  /** Times ladders at which nobody looks but the engine's own control. */
  List<Timing> timeUnseen(Comparison comparison, List<Photo> photos) throws IOException {
    warmUp(comparison, photos);
    comparison.weigh(photos);
    return comparison.time(photos, rounds);
  }

  /** How many photos are taken for the comparison with peers. */
  int photosMax() {
    return photosMax;
  }

  /** How many variants ladders of several lengths have. */
  List<Integer> ladderLengths() {
    return ladderLengths;
  }

  /** Calls of each kind of request at the edge. */
  int edgeCalls() {
    return edgeCalls;
  }

  /** Its name in results. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
