package io.calotype.benchmarks.endtoend;

import io.calotype.benchmarks.endtoend.Originals.Put;
import io.calotype.infra.local.s3.LocalS3Settings;
import io.calotype.pipeline.event.ReconcileEvent;
import io.calotype.pipeline.kinesis.StreamException;
import io.calotype.pipeline.kinesis.StreamWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * What it costs that events of finished originals come once more: as S3 sent them, which the gate
 * drops; and as {@code Reconcile}, which it lets pass, so that each original is looked at.
 */
final class Replay {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final long LOOK_EVERY_MS = 50;
  private static final double NS_PER_MS = 1e6;

  private Replay() {}

  /** Finishes originals, and sends their events again in both ways. */
  static void measure(Rig rig, PhotoSet photos, Extent extent, Results results)
      throws IOException, InterruptedException {
    int count = extent.replayed();
    String prefix = rig.nextPrefix();
    List<Put> put = new ArrayList<>();
    List<String> before = rig.standIns().writes().originals();
    for (int i = 0; i < count; i++) {
      put.add(rig.originals().put(prefix + "/" + i + ".jpg", photos.get(i)));
    }
    for (Put one : put) {
      one.await(PATIENCE);
    }
    List<Long> bytes = rig.engine().render(photos, photos.files().size(), 1).bytes();
    rig.control().require(put, bytes);
    List<String> all = rig.standIns().writes().originals();
    List<String> events = all.subList(before.size(), all.size());

    send(rig, "the same events", events, put, JobCounters.Counts::duplicates, results);
    List<String> reconcile =
        put.stream().map(one -> ReconcileEvent.json(LocalS3Settings.ORIGINALS, one.key())).toList();
    send(rig, "Reconcile", reconcile, put, JobCounters.Counts::current, results);
  }

  private static void send(
      Rig rig,
      String how,
      List<String> events,
      List<Put> put,
      ToLongFunction<JobCounters.Counts> counted,
      Results results)
      throws IOException, InterruptedException {
    JobCounters counters = rig.job().counters();
    JobCounters.Counts before = counters.read();
    WriteLog.Counts writesBefore = rig.standIns().writes().counts();
    Duration cpuBefore = rig.job().cpu();
    List<StreamWriter.Entry> entries = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      entries.add(
          new StreamWriter.Entry(put.get(i).key(), events.get(i).getBytes(StandardCharsets.UTF_8)));
    }
    long startNs = System.nanoTime();
    try {
      for (int from = 0; from < entries.size(); from += StreamWriter.BATCH_MAX) {
        rig.standIns().stream()
            .put(entries.subList(from, Math.min(entries.size(), from + StreamWriter.BATCH_MAX)));
      }
    } catch (StreamException e) {
      throw new IOException(e.getMessage(), e);
    }
    long deadlineNs = startNs + PATIENCE.toNanos();
    JobCounters.Counts counts = counters.read().since(before);
    while (counted.applyAsLong(counts) < events.size() && System.nanoTime() < deadlineNs) {
      Thread.sleep(LOOK_EVERY_MS);
      counts = counters.read().since(before);
    }
    long tookNs = System.nanoTime() - startNs;
    WriteLog.Counts written = rig.standIns().writes().counts().since(writesBefore);
    if (counted.applyAsLong(counts) != events.size()
        || counts.renders() != 0
        || counts.ready() != 0
        || written.variants() + written.manifests() != 0) {
      throw new IllegalStateException(
          "expected %d events (%s) to cost a look at most but the job counted %s and wrote %s"
              .formatted(events.size(), how, counts, written));
    }
    Map<String, Object> params = new LinkedHashMap<>();
    params.put("events", how);
    params.put("originals", events.size());
    params.put("slots", rig.job().slots());
    results.add(Run.of("replay", params, "s", "lower", tookNs / NS_PER_MS / 1000));
    results.add(
        Run.of(
            "replay-cpu-per-event",
            params,
            "ms",
            "lower",
            rig.job().cpu().minus(cpuBefore).toNanos() / NS_PER_MS / events.size()));
  }
}
