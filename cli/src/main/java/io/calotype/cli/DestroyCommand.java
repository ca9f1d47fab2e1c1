package io.calotype.cli;

import io.calotype.cli.aws.CdkProject;
import io.calotype.cli.aws.CloudAssembly;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code destroy}: removes the system from AWS, and keeps what people have put there. */
@Command(
    name = "destroy",
    header = "Removes the system from AWS; originals are kept.",
    description =
        "%nAll buckets with what is in them, the key that encrypts them, the users' pool and the"
            + " keys of signed URLs are kept: docs/deploy.md says how to delete them. Asks first.%n%n"
            + "Takes the configuration of the last deployment: a stack that it does not name, as the"
            + " second region's without replicaRegion, stays and is billed.",
    footer = {
      "%nExample:",
      "  ./calotype destroy --account 123456789012 --region eu-central-1 --config calotype.json"
    })
final class DestroyCommand implements Callable<Integer> {
  private final CdkProject project;

  @Mixin private final CloudOptions options = new CloudOptions();

  @Option(names = "--yes", description = "Asks nothing.")
  private boolean yes;

  DestroyCommand(CdkProject project) {
    this.project = project;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    CloudAssembly assembly = options.synthesise(project);
    if (assembly == null) {
      return 1;
    }
    List<String> arguments = new ArrayList<>(List.of("destroy", "--all"));
    if (yes) {
      arguments.add("--force");
    }
    return project.cdk(options.target(), assembly.folder(), arguments) == 0 ? 0 : 1;
  }
}
