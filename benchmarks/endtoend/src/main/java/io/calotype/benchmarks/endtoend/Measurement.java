package io.calotype.benchmarks.endtoend;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that is measured, one after the other: costs with one slot, a backlog, costs with two, times,
 * replays; and costs with JPEG alone, where there is time for it.
 */
final class Measurement {
  static final int SLOTS_MAX = 2;

  private final Path folder;
  private final Optional<Path> realPhotos;
  private final Extent extent;
  private final Results results;

  /**
   * A measurement.
   *
   * @param folder an empty one, for buckets, checkpoints and logs
   * @param realPhotos a folder of {@code *.jpg}, if there is one
   */
  Measurement(Path folder, Optional<Path> realPhotos, Extent extent, Results results) {
    this.folder = folder;
    this.realPhotos = realPhotos;
    this.extent = extent;
    this.results = results;
  }

  /** Measures, and adds all figures to the results. */
  void run() throws IOException, InterruptedException {
    PhotoSet tiny = PhotoSet.tiny(folder);
    PhotoSet small = PhotoSet.made(2, folder);
    try (Rig rig = new Rig(Recipes.DEFAULT.json(), folder.resolve("default"))) {
      rig.startJob(1);
      rig.warmUp(tiny, extent.warmUpImages());
      Costs one = costs(rig, small, Recipes.DEFAULT);
      Drain.measure(rig, small, SLOTS_MAX, extent, results);
      rig.warmUp(tiny, extent.warmUpImages());
      Costs two = costs(rig, small, Recipes.DEFAULT);
      addScaling(small, one, two);
      for (PhotoSet photos : largerPhotos()) {
        costs(rig, photos, Recipes.DEFAULT);
      }
      Latency.measureIdle(rig, small, two, extent, results);
      Latency.measure(rig, small, two, extent, results);
      Replay.measure(rig, tiny, extent, results);
    }
    if (extent.jpegAlone()) {
      measureJpegAlone();
    }
  }

  private void measureJpegAlone() throws IOException, InterruptedException {
    try (Rig rig = new Rig(Recipes.JPEG.json(), folder.resolve("jpeg"))) {
      PhotoSet small = PhotoSet.made(2, folder);
      rig.startJob(SLOTS_MAX);
      rig.warmUp(PhotoSet.tiny(folder), extent.warmUpImages());
      costs(rig, small, Recipes.JPEG);
      for (PhotoSet photos : largerPhotos()) {
        costs(rig, photos, Recipes.JPEG);
      }
    }
  }

  private Costs costs(Rig rig, PhotoSet photos, Recipes recipe)
      throws IOException, InterruptedException {
    return Costs.measure(rig, photos, recipe.label(), extent, results);
  }

  private List<PhotoSet> largerPhotos() throws IOException {
    List<PhotoSet> sets = new ArrayList<>();
    for (int megapixels : extent.largerMegapixels()) {
      sets.add(PhotoSet.made(megapixels, folder));
    }
    if (extent.realPhotos() && realPhotos.isPresent()) {
      sets.add(PhotoSet.of("photos", realPhotos.get()));
    }
    return sets;
  }

  private void addScaling(PhotoSet photos, Costs one, Costs two) {
    Map<String, Object> params = new LinkedHashMap<>();
    params.put("photo", photos.name());
    results.add(Run.of("scaling", params, "x", "higher", two.perMinute() / one.perMinute()));
  }
}
