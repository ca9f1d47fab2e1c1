package io.calotype.benchmarks.endtoend;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How many images a minute the job makes, of a batch that is long enough for it.
 *
 * @param perMinute images
 * @param standInsCpuMs of all stand-ins for each image of that batch
 */
record Throughput(double perMinute, double standInsCpuMs) {
  private static final double MS_PER_MINUTE = 60_000;

  /** Processor times and moments are not taken at once. */
  private static final double MEASURING_TOLERANCE = 1.1;

  /** Measures, and adds the figure to the results. */
  static Throughput measure(
      Rig rig,
      PhotoSet photos,
      List<Long> engineBytes,
      String formats,
      Extent extent,
      Results results)
      throws IOException, InterruptedException {
    int inFlight = Batch.IN_FLIGHT_PER_SLOT * rig.job().slots();
    int images = photos.inTurns(extent.steadyTurns() * inFlight);
    Batch batch = rig.batch(photos, images, engineBytes);
    if (extent.steadyTurns() > 1) {
      requirePossible(
          batch.perMinute(),
          batch.jobCpuMs() + batch.standInsCpuMs(),
          Runtime.getRuntime().availableProcessors());
    }
    Map<String, Object> params = new LinkedHashMap<>();
    params.put("photo", photos.name());
    params.put("formats", formats);
    params.put("slots", rig.job().slots());
    results.add(Run.of("throughput", params, "images/min", "higher", batch.perMinute()));
    return new Throughput(batch.perMinute(), batch.standInsCpuMs());
  }

  /**
   * How many times as many images all cores would have made without the stand-ins: what those take
   * of the cores is not the job's.
   */
  double withoutStandIns(int cores) {
    double theirs = perMinute / MS_PER_MINUTE * standInsCpuMs;
    if (theirs >= cores) {
      throw new IllegalStateException(
          "expected the stand-ins on less than " + cores + " cores but they took " + theirs);
    }
    return cores / (cores - theirs);
  }

  /** Fails where so many images a minute need more than there is: what is counted was not done. */
  static void requirePossible(double perMinute, double cpuMsPerImage, int cores) {
    double busy = perMinute / MS_PER_MINUTE * cpuMsPerImage;
    if (busy > cores * MEASURING_TOLERANCE) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "expected a throughput that %d cores can make but %.0f images a minute of %.0f ms each"
                  + " need %.2f",
              cores,
              perMinute,
              cpuMsPerImage,
              busy));
    }
  }
}
