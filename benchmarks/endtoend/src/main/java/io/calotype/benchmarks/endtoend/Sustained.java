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
  private static final int IN_FLIGHT_PER_SLOT = 12;

  /** Finished originals that are kept before the oldest is deleted. */
  private static final int KEPT = 100;

  private static final int LOOK_AT_EVERY = 50;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private Sustained() {}

  /** Runs, and adds a figure for each minute. */
  static void measure(Rig rig, PhotoSet photos, int minutes, Results results)
      throws IOException, InterruptedException {
    JobCounters.Counts before = rig.job().counters().read();
    Semaphore room = new Semaphore(IN_FLIGHT_PER_SLOT * rig.job().slots());
    AtomicLong finished = new AtomicLong();
    Deque<Put> kept = new ArrayDeque<>();
    String prefix = rig.nextPrefix();
    int i = 0;
    for (int minute = 1; minute <= minutes; minute++) {
      long finishedBefore = finished.get();
      List<Double> residentMb = new ArrayList<>();
      long endNs = System.nanoTime() + Duration.ofMinutes(1).toNanos();
      long sampleNs = System.nanoTime();
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
          sampleNs += Duration.ofSeconds(5).toNanos();
        }
      }
      addMinute(minute, finished.get() - finishedBefore, residentMb, photos, rig, results);
    }
    while (!kept.isEmpty()) {
      dropOldest(rig, kept, i);
    }
    JobCounters.Counts counts = rig.job().counters().read().since(before);
    // Not what was ready: an original may be dropped before the job has looked at it once more.
    if (counts.renders() != i || counts.refused() != 0) {
      throw new IllegalStateException("expected " + i + " renders but the job counted " + counts);
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

  private static void addMinute(
      int minute, long images, List<Double> residentMb, PhotoSet photos, Rig rig, Results results) {
    Map<String, Object> params = new LinkedHashMap<>();
    params.put("photo", photos.name());
    params.put("slots", rig.job().slots());
    params.put("minute", minute);
    results.add(Run.of("sustained-throughput", params, "images/min", "higher", (double) images));
    if (!residentMb.isEmpty()) {
      results.add(Run.of("resident-memory", params, "MB", "lower", residentMb));
    }
  }
}
