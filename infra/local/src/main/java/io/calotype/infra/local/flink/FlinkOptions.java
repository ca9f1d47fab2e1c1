package io.calotype.infra.local.flink;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;

/**
 * How the mini cluster runs. On Managed Flink the service sets what stands here, never the job.
 *
 * @param stateDir where checkpoints are kept
 * @param restPort of the web UI
 * @param metricsPort of the Prometheus metrics
 * @param parallelism the slots, one renderer each
 */
public record FlinkOptions(Path stateDir, int restPort, int metricsPort, int parallelism) {
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(5);

  Path checkpointsDir() {
    return stateDir.resolve("checkpoints");
  }

  /** Where Flink keeps what is of no use after a run, its own 21 MB for RPC among it. */
  Path temporaryDir() {
    return stateDir.resolve("tmp");
  }

  Configuration configuration(Optional<Path> restoreFrom) {
    Configuration conf = new Configuration();
    String temporary = temporaryDir().toString();
    // What stands between two folders in Flink's list of them cannot be in the name of one.
    if (temporary.chars().noneMatch(c -> ",|:".indexOf(c) >= 0)) {
      conf.set(CoreOptions.TMP_DIRS, temporary);
      conf.set(WebOptions.TMP_DIR, temporary);
    }
    conf.set(RestOptions.ADDRESS, "127.0.0.1");
    conf.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    conf.set(RestOptions.PORT, restPort);
    conf.set(RestOptions.BIND_PORT, Integer.toString(restPort));
    conf.set(JobManagerOptions.BIND_HOST, "127.0.0.1");
    conf.set(TaskManagerOptions.BIND_HOST, "127.0.0.1");
    // Whoever reaches the page must not be able to run code or stop the job with it.
    // Nor may any other page that the browser shows: Flink's own answer would let all of them read.
    conf.set(WebOptions.ACCESS_CONTROL_ALLOW_ORIGIN, "http://127.0.0.1:" + restPort);
    conf.set(WebOptions.SUBMIT_ENABLE, false);
    conf.set(WebOptions.CANCEL_ENABLE, false);
    conf.set(WebOptions.RESCALE_ENABLE, false);

    conf.set(TaskManagerOptions.NUM_TASK_SLOTS, parallelism);
    conf.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(32));
    conf.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(32));
    conf.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(32));

    conf.set(StateBackendOptions.STATE_BACKEND, "hashmap");
    conf.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL);
    // Behind a long line a barrier would wait for as many renders as events fit into the network's
    // buffers, and no checkpoint complete for minutes.
    conf.set(CheckpointingOptions.ENABLE_UNALIGNED, true);
    conf.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpointsDir().toUri().toString());
    conf.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    restoreFrom.ifPresent(
        path -> conf.set(StateRecoveryOptions.SAVEPOINT_PATH, path.toUri().toString()));

    conf.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    conf.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        Duration.ofSeconds(1));
    conf.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
        Duration.ofSeconds(30));

    // What `status` shows is never older than this.
    conf.set(MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, Duration.ofSeconds(1));
    conf.setString("metrics.reporters", "prometheus");
    conf.setString(
        "metrics.reporter.prometheus.factory.class",
        "org.apache.flink.metrics.prometheus.LoopbackPrometheusReporter$Factory");
    conf.setString("metrics.reporter.prometheus.port", Integer.toString(metricsPort));
    return conf;
  }
}
