package io.calotype.infra.local.api;

import io.calotype.infra.local.flink.FlinkClient;
import io.calotype.infra.local.flink.JobStatus;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The job's status, asked for once a second at most, however many pages show it. */
final class LatestStatus {
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final FlinkClient flink;
  private final Clock clock;
  private @Nullable Sample latest;

  /** Asks this client. */
  LatestStatus(FlinkClient flink, Clock clock) {
    this.flink = flink;
    this.clock = clock;
  }

  /**
   * The job at a moment.
   *
   * @param at when it was asked, as {@code 2026-11-24T10:15:00Z}
   */
  record Sample(String at, JobStatus job) {}

  /**
   * The newest, or one that is at most a second old.
   *
   * @throws IOException whose message is one line for users
   */
  synchronized Sample get() throws IOException, InterruptedException {
    Instant now = clock.instant();
    if (latest == null || Instant.parse(latest.at()).plus(FRESH).isBefore(now)) {
      latest = new Sample(now.toString(), flink.job());
    }
    return latest;
  }
}
