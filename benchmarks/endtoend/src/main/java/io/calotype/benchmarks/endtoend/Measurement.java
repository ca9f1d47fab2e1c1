package io.calotype.benchmarks.endtoend;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that is measured, one after the other, without slow formats: costs with two slots, times,
 * replays, costs with one slot, a backlog. Then costs with other recipes, where there is time for
 * them.
 */
final class Measurement {
  static final int SLOTS_MAX = 2;

  private final Path folder;
  private final Optional<PhotoSet> realPhotos;
  private final Extent extent;
  private final Results results;

  /**
   * A measurement.
   *
   * @param folder an empty one, for buckets, checkpoints and logs
   * @param realPhotos if there are some
   */
  Measurement(Path folder, Optional<PhotoSet> realPhotos, Extent extent, Results results) {
    this.folder = folder;
    this.realPhotos = realPhotos;
    this.extent = extent;
    this.results = results;
  }

  /** Measures, and adds all figures to the results. */
  void run() throws IOException, InterruptedException {
    PhotoSet tiny = PhotoSet.tiny(folder);
    PhotoSet small = PhotoSet.made(2, folder);
    try (Rig rig = new Rig(Recipes.EAGER.json(), folder.resolve(Recipes.EAGER.name()))) {
      rig.startJob(SLOTS_MAX);
      warmUp(rig, tiny);
      List<Long> bytes = costs(rig, small, Recipes.EAGER);
      Latency.measureIdle(rig, small, bytes, extent, results);
      Replay.measure(rig, tiny, extent, results);
      // What sets the load comes late: by now the compiler has little left to do.
      Throughput two = throughput(rig, small, bytes, Recipes.EAGER);
      Latency.measure(rig, small, bytes, two.perMinute(), extent, results);
      for (PhotoSet photos : largerPhotos()) {
        measure(rig, photos, Recipes.EAGER);
      }
      rig.restartJob(1);
      rig.warmUp(tiny, 0, 0); // Its code is compiled; only a checkpoint is missing.
      Throughput one = measure(rig, small, Recipes.EAGER);
      addScaling(small, one, two);
      Drain.measure(rig, small, SLOTS_MAX, extent, results);
    }
    for (Recipes recipe : extent.alsoWith()) {
      costs(recipe);
    }
  }

  /** Measures what images of every size cost with a recipe, and adds the figures. */
  void costs(Recipes recipe) throws IOException, InterruptedException {
    try (Rig rig = new Rig(recipe.json(), folder.resolve(recipe.name()))) {
      rig.startJob(SLOTS_MAX);
      warmUp(rig, PhotoSet.tiny(folder));
      measure(rig, PhotoSet.made(2, folder), recipe);
      for (PhotoSet photos : largerPhotos()) {
        measure(rig, photos, recipe);
      }
    }
  }

  private void warmUp(Rig rig, PhotoSet photos) throws IOException, InterruptedException {
    rig.warmUp(photos, extent.warmUpImages(), extent.warmUpImagesMax());
  }

  private Throughput measure(Rig rig, PhotoSet photos, Recipes recipe)
      throws IOException, InterruptedException {
    return throughput(rig, photos, costs(rig, photos, recipe), recipe);
  }

  private List<Long> costs(Rig rig, PhotoSet photos, Recipes recipe)
      throws IOException, InterruptedException {
    return Costs.measure(rig, photos, recipe.label(), extent, results);
  }

  private Throughput throughput(Rig rig, PhotoSet photos, List<Long> bytes, Recipes recipe)
      throws IOException, InterruptedException {
    return Throughput.measure(rig, photos, bytes, recipe.label(), extent, results);
  }

  private List<PhotoSet> largerPhotos() throws IOException {
    List<PhotoSet> sets = new ArrayList<>();
    for (int megapixels : extent.largerMegapixels()) {
      sets.add(PhotoSet.made(megapixels, folder));
    }
    if (extent.realPhotos() && realPhotos.isPresent()) {
      sets.add(realPhotos.get());
    }
    return sets;
  }

  private void addScaling(PhotoSet photos, Throughput one, Throughput two) {
    Map<String, Object> params = new LinkedHashMap<>();
    params.put("photo", photos.name());
    double scaling = two.perMinute() / one.perMinute();
    results.add(Run.of("scaling", params, "x", "higher", scaling));
    results.add(
        Run.of(
            "scaling-without-stand-ins",
            params,
            "x",
            "higher",
            scaling * two.withoutStandIns(Runtime.getRuntime().availableProcessors())));
  }
}
