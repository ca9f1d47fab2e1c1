package io.calotype.cli.status;

import io.calotype.cli.console.Amount;
import io.calotype.cli.console.Table;
import io.calotype.infra.local.flink.JobStatus;
import io.calotype.infra.local.state.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The state of the whole system in a dozen lines. */
public final class StatusText {
  private static final int NAME_CHARACTERS_MAX = 44;

  private StatusText() {}

  /** The lines. */
  public static List<String> of(Stack stack, JobStatus job, DeadLetters deadLetters) {
    Table facts = new Table("ll");
    facts.row(List.of("edge", stack.edge()));
    facts.row(List.of("flink", stack.flink()));
    facts.row(List.of("job", job(job)));
    facts.row(List.of("checkpoint", checkpoint(job.checkpoint())));
    facts.row(
        List.of(
            "lag",
            job.behindMs() == null
                ? "not known yet"
                : Amount.time(Duration.ofMillis(job.behindMs())) + " behind the newest event"));
    facts.row(List.of("in flight", inFlight(job.making())));
    facts.row(List.of("dead letters", deadLetters(deadLetters)));
    List<String> lines = new ArrayList<>(facts.lines());
    lines.add("");
    lines.addAll(stages(job.stages()));
    return lines;
  }

  private static String job(JobStatus job) {
    return job.state()
        + " for "
        + Amount.time(Duration.ofMillis(job.runningMs()))
        + ", "
        + Amount.count(job.restarts(), "restart");
  }

  private static String checkpoint(JobStatus.@Nullable Checkpoint checkpoint) {
    return checkpoint == null
        ? "none yet"
        : Amount.time(Duration.ofMillis(Math.max(0, checkpoint.ageMs())))
            + " ago, took "
            + Amount.time(Duration.ofMillis(checkpoint.tookMs()))
            + ", "
            + Amount.bytes(checkpoint.bytes());
  }

  private static String inFlight(JobStatus.Making making) {
    return making.bytesInFlight() == 0
        ? "nothing"
        : Amount.bytes(making.bytesInFlight())
            + " of originals, "
            + String.format(Locale.ROOT, "%.1f megapixels", making.pixelsInFlight() / 1e6);
  }

  private static String deadLetters(DeadLetters letters) {
    if (letters.total() == 0) {
      return "none";
    }
    return (letters.all() ? "" : "more than ")
        + letters.total()
        + ": "
        + letters.byReason().entrySet().stream()
            .map(reason -> reason.getValue() + " " + reason.getKey())
            .collect(Collectors.joining(", "));
  }

  private static List<String> stages(List<JobStatus.Stage> stages) {
    Table table = new Table("llrrrr");
    table.row(List.of("stage", "state", "records", "a second", "busy", "backpressure"));
    for (JobStatus.Stage stage : stages) {
      table.row(
          List.of(
              shortened(stage.name()),
              stage.state() + (stage.parallelism() > 1 ? " ×" + stage.parallelism() : ""),
              String.valueOf(stage.recordsIn()),
              number(stage.recordsPerSecond(), "%.1f"),
              number(stage.busyPercent(), "%.0f %%"),
              number(stage.backpressurePercent(), "%.0f %%")));
    }
    return table.lines();
  }

  private static String number(@Nullable Double value, String format) {
    return value == null ? "-" : String.format(Locale.ROOT, format, value);
  }

  private static String shortened(String name) {
    return name.length() <= NAME_CHARACTERS_MAX
        ? name
        : name.substring(0, NAME_CHARACTERS_MAX - 1) + "…";
  }
}
