package io.calotype.infra.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.infra.local.s3.S3Faults;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jar that is deployed, on a cluster of processes that are killed one after the other while
 * pictures come and go, the stream changes its shards and S3 has a bad day. For 2,000 uploads and
 * ten killed task managers: {@code mvn verify -Pcluster-faults -pl infra/local -am}.
 */
@Timeout(value = 2, unit = java.util.concurrent.TimeUnit.HOURS)
class ClusterFaultsIT {
  private static final int UPLOADS = Integer.getInteger("cluster.uploads", 80);
  private static final int TASK_MANAGER_KILLS = Integer.getInteger("cluster.kills", 2);
  private static final ClusterSize SIZE = ClusterSize.small(1);
  private static final double THROTTLED = 0.10;
  private static final double HANGING = 0.02;

  /** One picture in three meets a request that is not answered, and waits 20 seconds. */
  private static final int IN_FLIGHT = 32;

  /** Small, since what is tested is not the rendering. */
  private static final String RECIPE =
      """
      {"version": 1, "widths": [40, 80, 160],
       "formats": [{"format": "jpeg", "quality": 80}, {"format": "webp", "quality": 80, "effort": 0}]}
      """;

  /** Longer than a picture takes of which some requests hang one after the other. */
  private static final Duration SETTLES_WITHIN = Duration.ofMinutes(15);

  @TempDir private Path folder;

  @FunctionalInterface
  private interface Fault {
    void happen(ClusterRun run) throws IOException, InterruptedException;
  }

  @Test
  void losesNothingKeepsNothingStaleAndBlamesNobody() throws Exception {
    List<Fault> faults = faults();
    S3Faults s3Faults = new S3Faults(7, THROTTLED, HANGING);
    try (Cloud cloud = new Cloud(folder, 2, s3Faults);
        ClusterRun run =
            new ClusterRun(
                folder,
                cloud,
                Album.thatChanges(cloud.s3, 1),
                SIZE,
                cloud.settings(RECIPE, IN_FLIGHT))) {
      run.start(SIZE.allSlots(), null);
      for (Fault fault : faults) {
        run.burst(UPLOADS / (faults.size() + 1));
        fault.happen(run);
      }
      run.burst(UPLOADS / (faults.size() + 1));

      run.say("all is uploaded");

      Audit audit = run.awaitCleanAudit(SETTLES_WITHIN);
      List<String> causes = run.cluster.rest().causes(run.job());
      run.stop();
      Audit afterwards = Audit.of(cloud.s3, run.album.present());

      run.say(run.album.summary());
      run.say(s3Faults.summary());
      run.say(run.restarts() + " restarts by Flink: " + causes);
      run.say(run.cluster.replaced() + " task managers ended over the loss of a peer");
      run.say(afterwards.summary());
      assertThat(audit.isClean()).as(audit + run.cluster.report()).isTrue();
      assertThat(afterwards.isClean()).as("after the job was stopped: " + afterwards).isTrue();
      assertThat(afterwards.letters()).as("innocent files are not set aside").isEmpty();
    }
  }

  /** Kills of task managers, with the rest between them. */
  private static List<Fault> faults() {
    List<Fault> faults = new ArrayList<>();
    for (int i = 1; i <= TASK_MANAGER_KILLS; i++) {
      int index = i % SIZE.taskManagers();
      faults.add(run -> run.killTaskManager(index));
      if (i == Math.max(1, TASK_MANAGER_KILLS / 4)) {
        faults.add(run -> run.cloud.split());
      }
      if (i == Math.max(1, TASK_MANAGER_KILLS / 2)) {
        faults.add(run -> run.killJobManager(SIZE.allSlots()));
      }
      if (i == Math.max(1, TASK_MANAGER_KILLS * 3 / 4)) {
        faults.add(run -> run.cloud.merge());
      }
    }
    return faults;
  }
}
