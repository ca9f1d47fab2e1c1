package io.calotype.infra.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.calotype.variants.name.DerivedKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The deployed jar, stopped with a savepoint and started with another parallelism, at work. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class RescaleIT {
  private static final int BURST = 24;

  /** Few, so that a burst cannot be in hand as a whole when the job is stopped. */
  private static final int IN_FLIGHT = 2;

  private static final int SHARDS = 4;
  private static final Duration SETTLES_WITHIN = Duration.ofMinutes(4);

  /** With a slow format, so that its stage has state to take along. */
  private static final String RECIPE =
      """
      {"version": 1, "widths": [40, 80],
       "formats": [{"format": "jpeg", "quality": 80}, {"format": "avif", "quality": 50, "effort": 0, "slow": true}]}
      """;

  @TempDir private Path folder;

  @Test
  void losesAndRepeatsNothingWhenItGoesOnWithOtherParallelisms() throws Exception {
    try (Cloud cloud = new Cloud(folder, SHARDS);
        ClusterRun run =
            new ClusterRun(
                folder, cloud, ClusterSize.small(2), cloud.settings(RECIPE, IN_FLIGHT))) {
      run.start(1, null);
      Map<String, Integer> afterFirst = workAndStop(run);
      run.start(3, run.savepoint());
      Map<String, Integer> afterSecond = workAndStop(run);
      run.start(2, run.savepoint());

      Audit audit = run.awaitCleanAudit(SETTLES_WITHIN);
      run.stop();

      run.say(run.album.summary() + ": " + audit.summary());
      assertThat(audit.isClean()).as(audit + run.cluster.report()).isTrue();
      assertThat(audit.letters()).isEmpty();
      Map<String, Integer> atTheEnd = cloud.writes.timesByKey();
      assertThat(afterSecond)
          .as("what stood at the first stop is not made again")
          .containsAllEntriesOf(finished(afterFirst));
      assertThat(atTheEnd)
          .as("nor what stood at the second")
          .containsAllEntriesOf(finished(afterSecond));
      assertThat(repeated(atTheEnd).size())
          .as("pictures made twice: only those in hand at a stop: " + repeated(atTheEnd))
          .isLessThanOrEqualTo((1 + 3) * (IN_FLIGHT + 1));
    }
  }

  /** Uploads pictures, stops the job while it makes them, and uploads more while it is away. */
  private static Map<String, Integer> workAndStop(ClusterRun run) throws Exception {
    run.burst(BURST);
    run.stop();
    Map<String, Integer> written = run.cloud.writes.timesByKey();
    run.say("stopped with " + finished(written).size() + " objects of finished pictures");
    run.album.add(BURST / 2);
    return written;
  }

  /** How often everything was written of the pictures whose slow formats were there too. */
  private static Map<String, Integer> finished(Map<String, Integer> written) {
    Set<String> keys =
        written.entrySet().stream()
            .filter(e -> e.getKey().endsWith("/" + DerivedKeys.MANIFEST) && e.getValue() >= 2)
            .map(e -> original(e.getKey()))
            .collect(Collectors.toSet());
    return written.entrySet().stream()
        .filter(e -> keys.contains(original(e.getKey())))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** The originals of which a variant was written twice. */
  private static Set<String> repeated(Map<String, Integer> written) {
    return written.entrySet().stream()
        .filter(e -> !e.getKey().endsWith("/" + DerivedKeys.MANIFEST) && e.getValue() > 1)
        .map(e -> original(e.getKey()))
        .collect(Collectors.toSet());
  }

  private static String original(String derivedKey) {
    return derivedKey.substring(0, derivedKey.lastIndexOf('/'));
  }
}
