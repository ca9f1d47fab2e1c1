package io.calotype.infra.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.calotype.infra.local.s3.LocalS3Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * Checkpoints behind a long line, aligned as on Managed Flink and with the network's buffers as
 * Flink has them: a barrier waits for the events before it, so these have to be few.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class LongLineIT {
  private static final int EVENTS = 1_500;
  private static final int SUBTASKS = 2;
  private static final int IN_FLIGHT = 2;

  /** Between two subtasks on each side: 12 buffers, 5 for bursts, and those in hand. */
  private static final int BEFORE_A_BARRIER_MAX = SUBTASKS * (SUBTASKS * (12 + 5) + IN_FLIGHT + 1);

  private static final String RECIPE =
      """
      {"version": 1, "widths": [160, 320, 640],
       "formats": [{"format": "jpeg", "quality": 80}, {"format": "webp", "quality": 80}]}
      """;

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir private Path folder;

  @Test
  void checkpointsAndSavepointsWaitForFewEvents() throws Exception {
    try (Cloud cloud = new Cloud(folder, SUBTASKS);
        ClusterRun run =
            new ClusterRun(
                folder, cloud, ClusterSize.small(1), cloud.settings(RECIPE, IN_FLIGHT))) {
      queue(cloud);
      run.start(SUBTASKS, null);
      JsonNode first = awaitCheckpoint(run, 0);
      int madeAfterFirst = cloud.writes.manifests();
      JsonNode second = awaitCheckpoint(run, first.path("id").asLong());
      int madeAfterSecond = cloud.writes.manifests();
      run.say("first checkpoint: " + ms(first) + " ms, " + madeAfterFirst + " pictures made");
      run.say("next checkpoint: " + ms(second) + " ms, " + madeAfterSecond + " pictures made");
      long stopMs = System.currentTimeMillis();
      run.stop();
      int atStop = cloud.writes.manifests();
      run.say(
          "stopped with a savepoint: "
              + (System.currentTimeMillis() - stopMs)
              + " ms, "
              + atStop
              + " of "
              + EVENTS
              + " pictures made");

      assertThat(atStop).as("a line that is still long").isLessThan(EVENTS / 2);
      assertThat(atStop - madeAfterSecond)
          .as("pictures that the savepoint waited for, and those made before it began")
          .isLessThan(2 * BEFORE_A_BARRIER_MAX);
    }
  }

  private static long ms(JsonNode checkpoint) {
    return checkpoint.path("end_to_end_duration").asLong();
  }

  /** The newest completed checkpoint, once it is a later one. */
  private static JsonNode awaitCheckpoint(ClusterRun run, long after) {
    return await("a checkpoint")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(
            () ->
                run.cluster
                    .rest()
                    .get("/jobs/" + run.job() + "/checkpoints")
                    .at("/latest/completed"),
            completed -> completed.path("id").asLong() > after);
  }

  private static void queue(Cloud cloud) throws IOException {
    byte[] photo;
    try (InputStream in = LongLineIT.class.getResourceAsStream("/photos/rocket.jpg")) {
      photo = in.readAllBytes();
    }
    for (int i = 0; i < EVENTS; i++) {
      String key = "line/photo-" + i + ".jpg";
      cloud.s3.putObject(
          request -> request.bucket(LocalS3Settings.ORIGINALS).key(key),
          RequestBody.fromBytes(photo));
    }
  }
}
