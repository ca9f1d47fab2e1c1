package io.calotype.benchmarks.endtoend;

import io.calotype.benchmarks.endtoend.Originals.Put;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.HdrHistogram.Histogram;

/**
 * How long after the moment at which an original was to be put its manifest stands there.
 *
 * <p>Open loop: originals are put at moments that are drawn beforehand, as many users would who
 * know nothing of each other, whether or not those before are finished. The time counts from that
 * moment even where the client came late, so that what holds one up is not left out for those
 * behind it.
 */
final class Latency {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int DIGITS = 3;
  private static final double US_PER_MS = 1000;
  private static final long SEED = 20261124;

  /** Apart by a time that has nothing to do with the poll interval of the job. */
  private static final double IDLE_GAP_SECONDS = 1.37;

  private Latency() {}

  /**
   * Measures at several loads.
   *
   * @param engineBytes for each photo what its ladder weighs
   * @param perMinuteMax images that are made at full load
   */
  static void measure(
      Rig rig,
      PhotoSet photos,
      List<Long> engineBytes,
      double perMinuteMax,
      Extent extent,
      Results results)
      throws IOException, InterruptedException {
    for (int percent : new int[] {25, 50, 75, 90}) {
      double perSecond = perMinuteMax / 60 * percent / 100;
      Random random = new Random(SEED + percent);
      List<Double> gaps = new ArrayList<>();
      for (int i = 0; i < extent.latencySamples(); i++) {
        gaps.add(-Math.log(1 - random.nextDouble()) / perSecond);
      }
      Histogram times = times(rig, photos, gaps, engineBytes);
      for (double quantile : quantiles(extent.latencySamples())) {
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("photo", photos.name());
        params.put("slots", rig.job().slots());
        params.put("loadPercent", percent);
        params.put("quantile", "p" + (int) quantile);
        results.add(
            Run.of(
                "latency",
                params,
                "ms",
                "lower",
                times.getValueAtPercentile(quantile) / US_PER_MS));
      }
    }
  }

  /** Those that stand on more than one sample. */
  static double[] quantiles(int samples) {
    return samples < 100 ? new double[] {50, 90} : new double[] {50, 90, 99};
  }

  /**
   * Measures one original at a time. Their times differ by when within the poll interval each came:
   * what the middle one takes longer than the fastest is its wait for the poll.
   */
  static void measureIdle(
      Rig rig, PhotoSet photos, List<Long> engineBytes, Extent extent, Results results)
      throws IOException, InterruptedException {
    List<Double> gaps = new ArrayList<>();
    for (int i = 0; i < Math.max(10, extent.latencySamples() / 6); i++) {
      gaps.add(IDLE_GAP_SECONDS);
    }
    Histogram times = times(rig, photos, gaps, engineBytes);
    Map<String, Object> params = new LinkedHashMap<>();
    params.put("photo", photos.name());
    params.put("slots", rig.job().slots());
    double leastMs = times.getMinValue() / US_PER_MS;
    results.add(
        new Run(
            "endtoend",
            "latency-idle",
            params,
            "ms",
            "lower",
            times.getValueAtPercentile(50) / US_PER_MS,
            leastMs,
            times.getMaxValue() / US_PER_MS,
            List.of()));
    results.add(
        Run.of(
            "latency-idle-waiting-for-poll",
            params,
            "ms",
            "lower",
            times.getMean() / US_PER_MS - leastMs));
  }

  private static Histogram times(
      Rig rig, PhotoSet photos, List<Double> gapsSeconds, List<Long> engineBytes)
      throws IOException, InterruptedException {
    JobCounters.Counts before = rig.job().counters().read();
    String prefix = rig.nextPrefix();
    List<Long> intendedNs = new ArrayList<>();
    List<Put> put = new ArrayList<>();
    long nextNs = System.nanoTime() + Duration.ofSeconds(1).toNanos();
    for (int i = 0; i < gapsSeconds.size(); i++) {
      intendedNs.add(nextNs);
      put.add(rig.originals().putAt(nextNs, prefix + "/" + i + ".jpg", photos.get(i)));
      nextNs += (long) (gapsSeconds.get(i) * 1e9);
    }
    Histogram times = new Histogram(DIGITS);
    for (int i = 0; i < put.size(); i++) {
      times.recordValue((put.get(i).await(PATIENCE) - intendedNs.get(i)) / 1000);
    }
    JobCounters.Counts counts = rig.job().counters().read().since(before);
    if (counts.ready() < put.size() - 1 || counts.renders() != put.size()) {
      throw new IllegalStateException(
          "expected " + put.size() + " ladders but the job counted " + counts);
    }
    rig.control().require(put, engineBytes);
    return times;
  }
}
