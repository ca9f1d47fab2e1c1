package io.calotype.cli;

import io.calotype.cli.cloud.Cloud;
import io.calotype.cli.stack.RunningStack;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether a command works on the system here or on AWS. */
final class StreamOptions {
  private static final String LOCAL_STREAM = "calotype-events";

  @Option(
      names = "--stream",
      paramLabel = "NAME",
      description = {
        "The stream on AWS that the job reads; region and credentials are found as the AWS command"
            + " line finds them.",
        "Left out: the system that runs on this machine."
      })
  private @Nullable String stream;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "The region of bucket and stream, with --stream.")
  private @Nullable String region;

  /** Where the command works. */
  Cloud cloud(RunningStack running) {
    return stream == null ? Cloud.of(running.get()) : Cloud.aws(region);
  }

  /** The stream's name. */
  String stream() {
    return stream == null ? LOCAL_STREAM : stream;
  }

  /** Whether it is the system that runs here. */
  boolean isLocal() {
    return stream == null;
  }
}
