package io.calotype.infra.local.cluster;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The deployed job on a cluster, over the stand-ins, and pictures that keep coming. */
final class ClusterRun implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Duration POLL = Duration.ofMillis(100);

  /** A look at all that is there costs the cluster's own time. */
  private static final Duration POLL_DONE = Duration.ofSeconds(3);

  /** Pictures that come while the job is away: without one there would be no progress to see. */
  private static final Duration PROBE = Duration.ofSeconds(1);

  final FlinkCluster cluster;
  final Cloud cloud;
  final Album album;
  final List<Recovery> recoveries = new ArrayList<>();
  private final long begunMs = System.currentTimeMillis();
  private final Path jar;
  private String job = "";
  private @Nullable Path savepoint;

  /** Of the jar, as the job manager knows it that runs now. */
  private @Nullable String jarId;

  private int restarts;

  /** Starts the cluster for pictures that only come; the job is still to be started. */
  ClusterRun(Path folder, Cloud cloud, ClusterSize size, Map<String, String> settings)
      throws IOException {
    this(folder, cloud, Album.thatGrows(cloud.s3), size, settings);
  }

  /** Starts the cluster; the job is still to be started. */
  ClusterRun(Path folder, Cloud cloud, Album album, ClusterSize size, Map<String, String> settings)
      throws IOException {
    this.cloud = cloud;
    this.album = album;
    this.jar = DeployedJar.with(settings, folder);
    this.cluster = new FlinkCluster(folder.resolve("flink"), size);
    try {
      cluster.startJobManager();
      for (int i = 0; i < size.taskManagers(); i++) {
        cluster.startTaskManager();
      }
    } catch (IOException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /** Starts the job and returns once all its tasks run. */
  void start(int parallelism, @Nullable Path from) throws IOException {
    cluster.awaitFreeSlots(parallelism);
    if (jarId == null) {
      jarId = cluster.rest().upload(jar);
    }
    job = cluster.rest().run(jarId, parallelism, from);
    await("the job")
        .atMost(PATIENCE)
        .pollInterval(POLL)
        .failFast(this::requireNotFailed)
        .until(() -> cluster.rest().runs(job));
    say("the job runs with parallelism " + parallelism);
  }

  private void requireNotFailed() throws IOException {
    cluster.replaceEnded();
    if (cluster.rest().job(job).state().equals("FAILED")) {
      throw new AssertionError("expected the job to run but it failed" + cluster.report());
    }
  }

  /** Stops the job with a savepoint. */
  void stop() throws IOException, InterruptedException {
    restarts += cluster.rest().restarts(job);
    savepoint = cluster.rest().stop(job, Files.createDirectories(cluster.savepoints()));
  }

  /** The savepoint that the job was last stopped with; null where it was not. */
  @Nullable Path savepoint() {
    return savepoint;
  }

  /** How often Flink started the job again by itself, in those runs that were seen to the end. */
  int restarts() {
    return restarts;
  }

  String job() {
    return job;
  }

  /** Adds a burst of pictures, and returns when the job is in the midst of them. */
  void burst(int photos) throws IOException {
    int before = cloud.writes.manifests();
    album.add(photos);
    await("some of " + photos + " pictures")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              cluster.replaceEnded();
              return cloud.writes.manifests() > before;
            });
  }

  /** Kills a task manager while it works, and puts another in its place. */
  void killTaskManager(int index) throws IOException, InterruptedException {
    long atMs = System.currentTimeMillis();
    cluster.killTaskManager(index);
    cluster.startTaskManager();
    awaitRecovery("task manager killed", atMs);
  }

  /** Kills the job manager; a new one goes on from the last checkpoint. */
  void killJobManager(int parallelism) throws IOException, InterruptedException {
    restarts += cluster.rest().restarts(job);
    long atMs = System.currentTimeMillis();
    cluster.killJobManager();
    jarId = null;
    Path from = cluster.newestCheckpoint();
    cluster.startJobManager();
    start(parallelism, from);
    awaitRecovery("job manager killed", atMs);
  }

  private void awaitRecovery(String fault, long atMs) throws IOException, InterruptedException {
    long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
    long nextProbeNs = System.nanoTime();
    long runsMs = 0;
    while (System.nanoTime() < deadlineNs) {
      cluster.replaceEnded();
      if (System.nanoTime() > nextProbeNs) {
        album.add(1);
        nextProbeNs = System.nanoTime() + PROBE.toNanos();
      }
      if (runsMs == 0 && hasRunSince(atMs)) {
        runsMs = System.currentTimeMillis();
      }
      long progressMs = runsMs == 0 ? 0 : cloud.writes.firstManifestSince(runsMs).orElse(0);
      if (progressMs != 0) {
        Recovery recovery =
            new Recovery(
                fault, Duration.ofMillis(runsMs - atMs), Duration.ofMillis(progressMs - atMs));
        recoveries.add(recovery);
        say(recovery.toString());
        return;
      }
      Thread.sleep(POLL.toMillis());
    }
    throw new AssertionError(fault + ": expected progress but got none" + cluster.report());
  }

  private boolean hasRunSince(long ms) {
    try {
      ClusterRest.Job now = cluster.rest().job(job);
      return now.runs() && now.runningSinceMs() > ms;
    } catch (IOException e) {
      return false; // nobody answers yet
    }
  }

  /** Waits until the buckets are as they have to be, and returns what they are at the latest. */
  Audit awaitCleanAudit(Duration patience) throws IOException, InterruptedException {
    long deadlineNs = System.nanoTime() + patience.toNanos();
    while (!Audit.hasAllManifests(cloud.s3, album.present().keySet())
        && System.nanoTime() < deadlineNs) {
      cluster.replaceEnded();
      Thread.sleep(POLL_DONE.toMillis());
    }
    Audit audit = Audit.of(cloud.s3, album.present());
    while (!audit.isClean() && System.nanoTime() < deadlineNs) {
      cluster.replaceEnded();
      say("not yet: " + audit.summary());
      Thread.sleep(POLL_DONE.toMillis());
      audit = Audit.of(cloud.s3, album.present());
    }
    return audit;
  }

  /** Prints a line of the run's report. */
  void say(String line) {
    System.out.printf("cluster, %4d s: %s%n", (System.currentTimeMillis() - begunMs) / 1000, line);
  }

  @Override
  public void close() {
    cluster.close();
  }
}
