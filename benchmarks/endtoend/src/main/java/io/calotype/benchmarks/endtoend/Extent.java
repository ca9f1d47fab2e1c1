package io.calotype.benchmarks.endtoend;

import java.util.List;

/**
 * How much is measured.
 *
 * @param rounds of engine and job in turn
 * @param roundSeconds roughly how long one turn should take: the number of images follows
 * @param warmUpImages small ones, rendered before anything counts
 * @param warmUpImagesMax when the compiler is waited for no longer
 * @param steadyTurns how many times as many images as are in flight make a throughput: with fewer,
 *     much of the work is done before the first is finished, and the rate is none that lasts
 * @param latencySamples for each load
 * @param drained originals in the backlog
 * @param replayed originals whose events are sent again
 * @param largerMegapixels made photos beside those of 2 megapixels
 * @param realPhotos whether real ones are measured too, where there are any
 * @param alsoWith recipes with which costs are measured too, beside the one without slow formats
 */
record Extent(
    int rounds,
    double roundSeconds,
    int warmUpImages,
    int warmUpImagesMax,
    int steadyTurns,
    int latencySamples,
    int drained,
    int replayed,
    List<Integer> largerMegapixels,
    boolean realPhotos,
    List<Recipes> alsoWith) {
  static final Extent FULL =
      new Extent(
          5,
          5,
          1500,
          2500,
          5,
          150,
          300,
          1000,
          List.of(8, 12),
          true,
          List.of(Recipes.WHOLE, Recipes.JPEG));

  /** Some minutes on two cores. */
  static final Extent QUICK =
      new Extent(3, 2.5, 600, 600, 5, 12, 30, 100, List.of(), false, List.of());

  /** Only that everything runs, and that every control holds. */
  static final Extent SMOKE =
      new Extent(1, 0.1, 10, 10, 1, 3, 10, 10, List.of(), false, List.of(Recipes.WHOLE));
}
