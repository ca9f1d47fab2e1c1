package io.calotype.benchmarks.endtoend;

import io.calotype.benchmarks.endtoend.Originals.Put;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How fast a backlog is worked off that came while the job was away: from the moment at which all
 * its tasks run in a fresh process, cautious at first and with code that is not compiled yet.
 */
final class Drain {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final double NS_PER_S = 1e9;
  private static final double NS_PER_MINUTE = 60e9;

  private Drain() {}

  /** Stops the job, puts the backlog, starts the job with so many slots, which goes on running. */
  static void measure(Rig rig, PhotoSet photos, int slots, Extent extent, Results results)
      throws IOException, InterruptedException {
    rig.stopJob();
    String prefix = rig.nextPrefix();
    List<Put> put = new ArrayList<>();
    int originalsBefore = rig.standIns().writes().originals().size();
    for (int i = 0; i < extent.drained(); i++) {
      put.add(rig.originals().put(prefix + "/" + i + ".jpg", photos.get(i)));
    }
    awaitOriginals(rig, originalsBefore + extent.drained());
    rig.startJob(slots);
    long runningNs = System.nanoTime();
    List<Long> finishedNs = new ArrayList<>();
    for (Put one : put) {
      finishedNs.add(one.await(PATIENCE));
    }
    finishedNs.sort(null);
    List<Long> bytes = rig.engine().render(photos, photos.files().size(), 1).bytes();
    rig.control().require(put, bytes);
    Map<String, Object> params = new LinkedHashMap<>();
    params.put("photo", photos.name());
    params.put("slots", slots);
    params.put("originals", extent.drained());
    long allNs = finishedNs.get(finishedNs.size() - 1) - runningNs;
    int half = finishedNs.size() / 2;
    long firstHalfNs = finishedNs.get(half - 1) - runningNs;
    results.add(Run.of("backlog-drain-seconds", params, "s", "lower", allNs / NS_PER_S));
    results.add(
        Run.of(
            "backlog-drain",
            with(params, "first half"),
            "images/min",
            "higher",
            half * NS_PER_MINUTE / firstHalfNs));
    results.add(
        Run.of(
            "backlog-drain",
            with(params, "second half"),
            "images/min",
            "higher",
            (finishedNs.size() - half) * NS_PER_MINUTE / (allNs - firstHalfNs)));
  }

  /** Until the store has told of so many, so that all their events are on the stream's way. */
  private static void awaitOriginals(Rig rig, int count) throws InterruptedException {
    long endNs = System.nanoTime() + PATIENCE.toNanos();
    while (rig.standIns().writes().originals().size() < count) {
      if (System.nanoTime() > endNs) {
        throw new IllegalStateException(
            "expected "
                + count
                + " originals in the store within "
                + PATIENCE
                + " but it has "
                + rig.standIns().writes().originals().size());
      }
      Thread.sleep(50);
    }
  }

  private static Map<String, Object> with(Map<String, Object> params, String part) {
    Map<String, Object> more = new LinkedHashMap<>(params);
    more.put("part", part);
    return more;
  }
}
