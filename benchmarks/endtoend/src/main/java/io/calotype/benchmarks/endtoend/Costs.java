package io.calotype.benchmarks.endtoend;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the job costs beside the engine alone, and how many images a minute it makes: engine and job
 * take turns with the same photos and as many threads as slots, so that what else the machine does
 * meets both.
 *
 * @param perMinute images, of a batch of its own that is long enough for it
 * @param standInsCpuMs of all stand-ins for each image of that batch
 * @param engineBytes for each photo what its ladder weighs
 */
record Costs(double perMinute, double standInsCpuMs, List<Long> engineBytes) {
  private static final int IMAGES_MIN = 12;
  private static final int IMAGES_MAX = 600;
  private static final double MS_PER_MINUTE = 60_000;

  /** Processor times and moments are not taken at once. */
  private static final double MEASURING_TOLERANCE = 1.1;

  /** At least one checkpoint falls into it. */
  private static final long IDLE_MS = 5_000;

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

  /** Measures, and adds the figures to the results. */
  static Costs measure(Rig rig, PhotoSet photos, String formats, Extent extent, Results results)
      throws IOException, InterruptedException {
    int slots = rig.job().slots();
    int images = images(rig, photos, extent);
    List<Double> engineMs = new ArrayList<>();
    List<Double> jobMs = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    List<Double> ratiosCompiled = new ArrayList<>();
    List<Double> standInsMs = new ArrayList<>();
    List<Double> decodesSaved = new ArrayList<>();
    Map<String, List<Double>> threads = new TreeMap<>();
    List<Long> bytes = List.of();
    for (int round = 0; round < extent.rounds(); round++) {
      System.err.printf("  %s: round %d of %d%n", photos.name(), round + 1, extent.rounds());
      Engine.Rendered alone = rig.engine().render(photos, images, slots);
      bytes = alone.bytes();
      Batch batch = rig.batch(photos, images, bytes);
      engineMs.add(alone.cpuMsPerImage());
      jobMs.add(batch.jobCpuMs());
      ratios.add(batch.jobCpuMs() / alone.cpuMsPerImage());
      ratiosCompiled.add(batch.jobCpuMsCompiled() / alone.cpuMsPerImage());
      standInsMs.add(batch.standInsCpuMs());
      decodesSaved.add(batch.decodesSavedPercent());
      batch
          .jobCpuMsByThread()
          .forEach((kind, ms) -> threads.computeIfAbsent(kind, k -> new ArrayList<>()).add(ms));
    }
    Map<String, Object> params = new LinkedHashMap<>();
    params.put("photo", photos.name());
    params.put("formats", formats);
    params.put("slots", slots);
    results.add(Run.of("cpu-ratio-to-engine", params, "x", "lower", ratios));
    if (!threads.isEmpty()) {
      results.add(Run.of("cpu-ratio-without-compiler", params, "x", "lower", ratiosCompiled));
    }
    results.add(Run.of("cpu-per-image", with(params, "of", "engine"), "ms", "none", engineMs));
    results.add(Run.of("cpu-per-image", with(params, "of", "job"), "ms", "lower", jobMs));
    results.add(Run.of("cpu-per-image", with(params, "of", "stand-ins"), "ms", "none", standInsMs));
    if (rig.rounds() > 1) {
      results.add(Run.of("decodes-saved", params, "%", "none", decodesSaved));
    }
    threads.forEach(
        (kind, ms) ->
            results.add(Run.of("job-cpu-by-thread", with(params, "of", kind), "ms", "none", ms)));
    results.add(Run.of("idle-cpu", params, "ms/s", "lower", idleCpuMs(rig.job())));
    Batch steady = steady(rig, photos, extent, bytes);
    results.add(Run.of("throughput", params, "images/min", "higher", steady.perMinute()));
    return new Costs(steady.perMinute(), steady.standInsCpuMs(), bytes);
  }

  private static Batch steady(Rig rig, PhotoSet photos, Extent extent, List<Long> bytes)
      throws IOException, InterruptedException {
    int inFlight = Batch.IN_FLIGHT_PER_SLOT * rig.job().slots();
    Batch steady = rig.batch(photos, inTurns(extent.steadyTurns() * inFlight, photos), bytes);
    if (extent.steadyTurns() > 1) {
      requirePossible(
          steady.perMinute(),
          steady.jobCpuMs() + steady.standInsCpuMs(),
          Runtime.getRuntime().availableProcessors());
    }
    return steady;
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

  /**
   * What the job takes in a second without work: polls, checkpoints, heartbeats. It is part of each
   * image's cost, the more the fewer there are.
   */
  private static double idleCpuMs(Job job) throws InterruptedException {
    Duration before = job.cpu();
    long startNs = System.nanoTime();
    Thread.sleep(IDLE_MS);
    double seconds = (System.nanoTime() - startNs) / 1e9;
    return job.cpu().minus(before).toMillis() / seconds;
  }

  /** So many that a turn of the engine takes about as long as it should. */
  private static int images(Rig rig, PhotoSet photos, Extent extent) throws IOException {
    int some = Math.max(4, photos.files().size());
    double cpuMs = rig.engine().render(photos, some, rig.job().slots()).cpuMsPerImage();
    double wanted = extent.roundSeconds() * 1000 * rig.job().slots() / cpuMs;
    return inTurns(Math.max(IMAGES_MIN, Math.min(IMAGES_MAX, wanted)), photos);
  }

  /** At least so many, each photo as often as the others. */
  private static int inTurns(double images, PhotoSet photos) {
    return (int) Math.ceil(images / photos.files().size()) * photos.files().size();
  }

  private static Map<String, Object> with(Map<String, Object> params, String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(params);
    more.put(name, value);
    return more;
  }
}
