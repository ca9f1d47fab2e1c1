package io.calotype.benchmarks.endtoend;

import io.calotype.benchmarks.endtoend.Originals.Put;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Full load for long: originals are put as others are finished, and deleted some time later, with
 * all that was made of them. Watches images a minute and the job's memory.
 */
final class Sustained {
  /** Finished originals that are kept before the oldest is deleted. */
  private static final int KEPT = 100;

  private static final int LOOK_AT_EVERY = 50;
  private static final int SAMPLES_EACH = 12;
  private static final double NS_PER_MINUTE = 60e9;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private Sustained() {}

  /**
   * Runs, and adds figures for each stretch of time.
   *
   * @param stretches how many, one right after the other
   */
  static void measure(Rig rig, PhotoSet photos, int stretches, Duration each, Results results)
      throws IOException, InterruptedException {
    JobCounters.Counts before = rig.job().counters().read();
    Semaphore room = new Semaphore(Batch.IN_FLIGHT_PER_SLOT * rig.job().slots());
    AtomicLong finished = new AtomicLong();
    Deque<Put> kept = new ArrayDeque<>();
    String prefix = rig.nextPrefix();
    int i = 0;
    for (int stretch = 1; stretch <= stretches; stretch++) {
      long finishedBefore = finished.get();
      List<Double> residentMb = new ArrayList<>();
      long startNs = System.nanoTime();
      long endNs = startNs + each.toNanos();
      long sampleNs = startNs;
      while (System.nanoTime() < endNs) {
        if (!room.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new IllegalStateException("expected another manifest within " + PATIENCE);
        }
        Put next = rig.originals().put(prefix + "/" + i + ".jpg", photos.get(i));
        i++;
        kept.add(next);
        var unused =
            next.manifestNs()
                .thenRun(
                    () -> {
                      finished.incrementAndGet();
                      room.release();
                    });
        if (kept.size() > KEPT) {
          dropOldest(rig, kept, i);
        }
        if (System.nanoTime() >= sampleNs) {
          Processes.residentMb(rig.job().handle()).ifPresent(residentMb::add);
          sampleNs += each.dividedBy(SAMPLES_EACH).toNanos();
        }
      }
      double minutes = (System.nanoTime() - startNs) / NS_PER_MINUTE;
      double perMinute = (finished.get() - finishedBefore) / minutes;
      add(stretch, perMinute, residentMb, photos, rig, results);
    }
    while (!kept.isEmpty()) {
      dropOldest(rig, kept, i);
    }
    JobCounters.Counts counts = rig.job().counters().read().since(before);
    long renders = (long) i * rig.rounds();
    // Not what was ready: an original may be dropped before the job has looked at it once more.
    if (counts.renders() != renders || counts.refused() != 0) {
      throw new IllegalStateException(
          "expected " + renders + " renders but the job counted " + counts);
    }
  }

  private static void dropOldest(Rig rig, Deque<Put> kept, int turn) throws InterruptedException {
    Put oldest = kept.remove();
    oldest.await(PATIENCE);
    if (turn % LOOK_AT_EVERY == 0) {
      Control.requireLadder(rig.control().manifest(oldest.key()), rig.recipe());
    }
    rig.originals().delete(oldest);
  }

  private static void add(
      int stretch,
      double perMinute,
      List<Double> residentMb,
      PhotoSet photos,
      Rig rig,
      Results results) {
    Map<String, Object> params = new LinkedHashMap<>();
    params.put("photo", photos.name());
    params.put("slots", rig.job().slots());
    params.put("stretch", stretch);
    results.add(Run.of("sustained-throughput", params, "images/min", "higher", perMinute));
    if (!residentMb.isEmpty()) {
      results.add(Run.of("resident-memory", params, "MB", "lower", residentMb));
    }
  }
}
