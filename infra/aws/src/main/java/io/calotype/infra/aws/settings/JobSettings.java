package io.calotype.infra.aws.settings;

import java.util.regex.Pattern;

/**
 * The Flink job.
 *
 * @param parallelism {@code parallelism}: KPUs at the start, each of which renders one ladder at a
 *     time; 1 to 64, by default 2
 * @param autoscaling {@code autoscaling}: whether Managed Flink adds and removes KPUs by load; each
 *     change restarts the job. By default true
 * @param metrics {@code metrics}: {@code APPLICATION}, {@code TASK}, {@code OPERATOR} (the default)
 *     or {@code PARALLELISM}, the finer the dearer
 * @param snapshots {@code snapshots}: whether its state survives an update; by default true
 */
public record JobSettings(int parallelism, boolean autoscaling, String metrics, boolean snapshots) {
  private static final Pattern METRICS = Pattern.compile("APPLICATION|TASK|OPERATOR|PARALLELISM");

  static JobSettings of(SettingsNode node) {
    String metrics = node.text("metrics", "APPLICATION, TASK, OPERATOR or PARALLELISM", METRICS);
    JobSettings settings =
        new JobSettings(
            node.number("parallelism", 1, 64, 2),
            node.flag("autoscaling", true),
            metrics == null ? "OPERATOR" : metrics,
            node.flag("snapshots", true));
    node.finish();
    return settings;
  }
}
