package io.calotype.cli;

import io.calotype.cli.aws.CdkProject;
import io.calotype.cli.aws.CloudAssembly;
import io.calotype.cli.aws.Target;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Where on AWS, and what is told to it: what the commands for AWS have in common. */
@Command
final class CloudOptions {
  @Option(
      names = "--account",
      required = true,
      paramLabel = "ID",
      description = "The AWS account: twelve digits.")
  private String account = "";

  @Option(
      names = "--region",
      required = true,
      paramLabel = "REGION",
      description = "The home region, such as eu-central-1.")
  private String region = "";

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description =
          "The AWS profile whose credentials are used. Default: as the AWS SDK finds them.")
  private @Nullable String profile;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The configuration, such as calotype.json: docs/deploy.md lists what it may say. Default:"
              + " nothing but defaults.")
  private @Nullable Path config;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Where templates are written. Default: ${DEFAULT-VALUE}.")
  private Path output = Path.of("cdk.out");

  Target target() {
    return new Target(
        account, region, profile, config == null ? null : config.toAbsolutePath().normalize());
  }

  /** What was synthesised; null where the application refused, and has said why. */
  @Nullable CloudAssembly synthesise(CdkProject project) throws IOException, InterruptedException {
    CloudAssembly assembly = new CloudAssembly(output.toAbsolutePath().normalize());
    assembly.requireReplaceable();
    Path draft = assembly.draft();
    try {
      if (!project.synthesise(target(), draft)) {
        return null;
      }
      assembly.replaceBy(draft);
      return assembly;
    } finally {
      CloudAssembly.delete(draft);
    }
  }
}
