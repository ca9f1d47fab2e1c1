package io.calotype.benchmarks.endtoend;

import io.calotype.benchmarks.endtoend.Originals.Put;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * What a batch of originals took, from an idle system to an idle system: so no work of another one
 * is counted, and none of this one is missed.
 *
 * @param put the originals
 * @param seconds from the first PUT to the last manifest
 * @param perMinute finished in a minute, without the first and the last tenth; where formats are
 *     slow, of the whole time
 * @param jobCpuMs processor time of the job for each image
 * @param standInsCpuMs of all stand-ins and the client, for each image
 * @param decodesSavedPercent images whose slow part was made from the decode of the rest
 * @param jobCpuMsByThread the job's by kinds of threads; empty where the system does not tell
 */
record Batch(
    List<Put> put,
    double seconds,
    double perMinute,
    double jobCpuMs,
    double standInsCpuMs,
    double decodesSavedPercent,
    Map<String, Double> jobCpuMsByThread) {
  /** Of the job's threads, those that compile. */
  private static final String COMPILER = "compiler";

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** For each slot: more than it renders within the poll interval, so that it never waits. */
  static final int IN_FLIGHT_PER_SLOT = 8;

  /** Announcements, the last look at the original, and what else follows a manifest. */
  private static final long SETTLE_MS = 700;

  private static final double NS_PER_MS = 1e6;
  private static final double NS_PER_MINUTE = 60e9;
  private static final double SECONDS_PER_MINUTE = 60;

  /**
   * Puts originals, the next whenever one is finished, and waits for all.
   *
   * @param prefix of keys; never used before
   * @param images how many, 10 or more
   */
  static Batch run(Rig rig, PhotoSet photos, String prefix, int images)
      throws IOException, InterruptedException {
    Job job = rig.job();
    JobCounters.Counts countsBefore = job.counters().read();
    WriteLog.Counts writesBefore = rig.standIns().writes().counts();
    Map<String, Long> threadsBefore = Processes.cpuNsByThread(job.handle());
    Duration jobBefore = job.cpu();
    Duration standInsBefore = rig.standIns().cpu();
    long startNs = System.nanoTime();

    List<Put> put = putAll(rig.originals(), photos, prefix, images, job.slots());
    List<Long> finishedNs = new ArrayList<>();
    for (Put one : put) {
      finishedNs.add(one.await(PATIENCE));
    }
    finishedNs.sort(null);
    Thread.sleep(SETTLE_MS);

    double jobMs = job.cpu().minus(jobBefore).toNanos() / NS_PER_MS;
    double standInsMs = rig.standIns().cpu().minus(standInsBefore).toNanos() / NS_PER_MS;
    Map<String, Double> byThread =
        byKind(threadsBefore, Processes.cpuNsByThread(job.handle()), jobMs, images);
    JobCounters.Counts counts = job.counters().read().since(countsBefore);
    requireAllMade(
        images,
        rig.rounds(),
        rig.recipe().ladder().size(),
        counts,
        rig.standIns().writes().counts().since(writesBefore));
    double seconds = (finishedNs.get(images - 1) - startNs) / NS_PER_MS / 1000;
    return new Batch(
        put,
        seconds,
        // Slow formats come when the rest is done, so that all are finished late and close
        // together.
        rig.rounds() == 1 ? steadyRate(finishedNs) : images * SECONDS_PER_MINUTE / seconds,
        jobMs / images,
        standInsMs / images,
        100.0 * counts.decodesSaved() / images,
        byThread);
  }

  private static List<Put> putAll(
      Originals originals, PhotoSet photos, String prefix, int images, int slots)
      throws InterruptedException {
    Semaphore room = new Semaphore(IN_FLIGHT_PER_SLOT * slots);
    List<Put> put = new ArrayList<>();
    for (int i = 0; i < images; i++) {
      if (!room.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException(
            "expected another manifest of "
                + prefix
                + " within "
                + PATIENCE.toSeconds()
                + " s; "
                + i
                + " originals were put");
      }
      Put next = originals.put(prefix + "/" + i + ".jpg", photos.get(i));
      put.add(next);
      var unused = next.manifestNs().whenComplete((at, failure) -> room.release());
    }
    return put;
  }

  /** Fails unless the job rendered and stored each ladder once, and nothing else. */
  static void requireAllMade(
      int images,
      int rounds,
      int variantsEach,
      JobCounters.Counts counts,
      WriteLog.Counts written) {
    long variants = (long) images * variantsEach;
    long all = (long) images * rounds;
    if (counts.ready() != all
        || counts.renders() != all
        || written.manifests() != all
        || written.variants() != variants) {
      throw new IllegalStateException(
          "expected %d renders and %d variants but the job counted %s and wrote %s"
              .formatted(all, variants, counts, written));
    }
  }

  /** Without what the compiler took: that of a process which has run for an hour. */
  double jobCpuMsCompiled() {
    return jobCpuMs - compilerCpuMs();
  }

  /** What the compiler took for each image; 0 where the system does not tell. */
  double compilerCpuMs() {
    return jobCpuMsByThread.getOrDefault(COMPILER, 0.0);
  }

  /** Images a minute between the first tenth and the last: neither filling up nor running dry. */
  static double steadyRate(List<Long> finishedNs) {
    int from = finishedNs.size() / 10;
    int to = finishedNs.size() - 1 - from;
    return (to - from) * NS_PER_MINUTE / (finishedNs.get(to) - finishedNs.get(from));
  }

  /** What is libvips' own is the rest: its threads come and go, and take their times with them. */
  private static Map<String, Double> byKind(
      Map<String, Long> before, Map<String, Long> after, double allMs, int images) {
    Map<String, Double> byKind = new TreeMap<>();
    after.forEach(
        (thread, ns) -> {
          String name = thread.substring(thread.indexOf(' ') + 1);
          if (!name.startsWith("libvips")) {
            double ms = (ns - before.getOrDefault(thread, 0L)) / NS_PER_MS / images;
            byKind.merge(kind(name), ms, Double::sum);
          }
        });
    double known = byKind.values().stream().mapToDouble(Double::doubleValue).sum();
    if (!byKind.isEmpty()) {
      byKind.put("libvips", allMs / images - known);
    }
    return byKind;
  }

  private static String kind(String thread) {
    if (thread.startsWith("make-variants") || thread.startsWith("store-variants")) {
      return "making";
    }
    if (thread.startsWith("GC ") || thread.startsWith("G1 ") || thread.startsWith("VM ")) {
      return "collector";
    }
    if (Processes.isCompiler(thread)) {
      return COMPILER;
    }
    return thread.startsWith("Source Data") ? "polling" : "Flink and others";
  }
}
