package io.calotype.infra.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The deployed job, stopped with a savepoint and started again many times in one task manager,
 * which loads its classes, libvips' engine among them, anew each time. For 50 restarts: {@code mvn
 * verify -Prestarts -pl infra/local -am}.
 */
@Timeout(value = 1, unit = TimeUnit.HOURS)
class RestartsIT {
  private static final int RESTARTS = Integer.getInteger("restarts", 5);
  private static final int PHOTOS = 3;
  private static final Duration COLLECTED_WITHIN = Duration.ofMinutes(2);

  /** What a restart may leave on average; a class loader that stays has more. */
  private static final double KEPT_MIB_MAX = 2;

  /** Fewer say nothing of memory: code is compiled, and buffers come to their size. */
  private static final int SAYS_OF_MEMORY = 20;

  private static final String RECIPE =
      """
      {"version": 1, "widths": [40, 80, 160],
       "formats": [{"format": "jpeg", "quality": 80}, {"format": "webp", "quality": 80}]}
      """;

  @TempDir private Path folder;

  @BeforeAll
  static void onlyLinuxTellsResidentSizes() {
    assumeTrue(Files.isReadable(Path.of("/proc/self/status")), "skipped: expected Linux's /proc");
  }

  @Test
  void keepsNothingOfTheRunsBefore() throws Exception {
    try (Cloud cloud = new Cloud(folder, 1);
        ClusterRun run =
            new ClusterRun(folder, cloud, ClusterSize.managed(256), cloud.settings(RECIPE))) {
      run.cluster.awaitFreeSlots(1);
      long withoutJob = RestartCurve.Sample.of(0, run.cluster).classes();
      run.start(1, null);
      work(run);
      long withOne = RestartCurve.Sample.of(0, run.cluster).classes();
      RestartCurve curve = restart(run);
      RestartCurve.Sample end = awaitFewClasses(run, 2 * withOne - withoutJob);
      Audit audit = run.awaitCleanAudit(Duration.ofMinutes(2));
      run.say(run.album.summary() + ": " + audit.summary());
      run.say(withoutJob + " classes without a job, " + withOne + " with the first, then " + end);
      run.say(curve.summary());
      curve.write(Path.of("target"));

      assertThat(audit.isClean()).as(audit + run.cluster.report()).isTrue();
      assertThat(end.classes())
          .as("classes: those of the job that runs, and at most of one before it")
          .isLessThanOrEqualTo(2 * withOne - withoutJob);
      if (RESTARTS >= SAYS_OF_MEMORY) {
        assertThat(curve.residentGrowthMib())
            .as("MiB that a restart adds to the process")
            .isLessThan(KEPT_MIB_MAX);
      }
    }
  }

  private static RestartCurve restart(ClusterRun run) throws Exception {
    RestartCurve curve = new RestartCurve();
    for (int i = 1; i <= RESTARTS; i++) {
      run.stop();
      run.start(1, run.savepoint());
      work(run);
      RestartCurve.Sample sample = RestartCurve.Sample.of(i, run.cluster);
      curve.add(sample);
      run.say(sample.toString());
    }
    return curve;
  }

  /** JNA's cleaner thread holds a class loader for half a minute after its end. */
  private static RestartCurve.Sample awaitFewClasses(ClusterRun run, long classes)
      throws Exception {
    long deadlineNs = System.nanoTime() + COLLECTED_WITHIN.toNanos();
    RestartCurve.Sample sample = RestartCurve.Sample.of(RESTARTS, run.cluster);
    while (sample.classes() > classes && System.nanoTime() < deadlineNs) {
      Thread.sleep(5_000);
      sample = RestartCurve.Sample.of(RESTARTS, run.cluster);
    }
    return sample;
  }

  /** Uploads photos and waits until all of them are made. */
  private static void work(ClusterRun run) throws IOException {
    int before = run.cloud.writes.manifests();
    run.album.add(PHOTOS);
    await("pictures")
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> run.cloud.writes.manifests() >= before + PHOTOS);
  }
}
