package io.calotype.benchmarks.report;

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
  SMOKE(List.of(1), 1, 0, 1, List.of(1, 2), 1_000),
  /** Below ten minutes on two cores. */
  QUICK(List.of(1, 3, 12), 5, 1, 3, List.of(1, 3, 5, 10), 10_000),
  /** All sizes and photos, intervals that mean something. */
  FULL(List.of(1, 3, 8, 12, 22), 9, 2, 100, List.of(1, 2, 3, 4, 5, 7, 10), 50_000);

  private final List<Integer> megapixels;
  private final int rounds;
  private final int warmUpRounds;
  private final int photosMax;
  private final List<Integer> ladderLengths;
  private final int edgeCalls;

  Effort(
      List<Integer> megapixels,
      int rounds,
      int warmUpRounds,
      int photosMax,
      List<Integer> ladderLengths,
      int edgeCalls) {
    this.megapixels = megapixels;
    this.rounds = rounds;
    this.warmUpRounds = warmUpRounds;
    this.photosMax = photosMax;
    this.ladderLengths = ladderLengths;
    this.edgeCalls = edgeCalls;
  }

  /** Sizes of made photos. */
  List<Integer> megapixels() {
    return megapixels;
  }

  /** How often each contender makes each photo's ladder. */
  int rounds() {
    return rounds;
  }

  /** Rounds before, which do not count. */
  int warmUpRounds() {
    return warmUpRounds;
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
