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
 * What the job costs beside the engine alone: they take turns with the same photos and as many
 * threads as slots, so that what else the machine does meets both.
 */
final class Costs {
  private static final int IMAGES_MIN = 12;
  private static final int IMAGES_MAX = 600;

  /** At least one checkpoint falls into it. */
  private static final long IDLE_MS = 5_000;

  /** Processor times are told in steps, and no two runs of the engine are alike. */
  private static final double WORK_MIN = 0.8;

  private Costs() {}

  /**
   * Measures, and adds the figures to the results.
   *
   * @return for each photo what its ladder weighs
   */
  static List<Long> measure(
      Rig rig, PhotoSet photos, String formats, Extent extent, Results results)
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
      requireWork(batch.jobCpuMsCompiled(), alone.cpuMsCompiled());
      engineMs.add(alone.cpuMsPerImage());
      jobMs.add(batch.jobCpuMs());
      ratios.add(batch.jobCpuMs() / alone.cpuMsPerImage());
      ratiosCompiled.add(batch.jobCpuMsCompiled() / alone.cpuMsCompiled());
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
    return bytes;
  }

  /** Fails where the job took less than its engine needs: then it did not render. */
  static void requireWork(double jobMs, double engineMs) {
    if (jobMs < engineMs * WORK_MIN) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "expected the job to take about the %.0f ms of its engine or more but it took %.0f: an"
                  + " image was not rendered anew",
              engineMs,
              jobMs));
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
    return photos.inTurns(Math.max(IMAGES_MIN, Math.min(IMAGES_MAX, wanted)));
  }

  private static Map<String, Object> with(Map<String, Object> params, String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(params);
    more.put(name, value);
    return more;
  }
}
