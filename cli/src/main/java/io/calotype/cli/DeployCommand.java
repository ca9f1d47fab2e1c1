package io.calotype.cli;

import io.calotype.cli.aws.CdkProject;
import io.calotype.cli.aws.CloudAssembly;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code deploy}: the whole system on AWS. */
@Command(
    name = "deploy",
    header = "Deploys the whole system to AWS, or updates it.",
    description =
        "%nAccount and region must be bootstrapped for the CDK once, us-east-1 too: docs/deploy.md"
            + " has each step. Asks before it widens rights. Its outputs are written to"
            + " outputs.json beside the templates.",
    footer = {
      "%nExample:",
      "  ./calotype deploy --account 123456789012 --region eu-central-1 --config calotype.json"
    })
final class DeployCommand implements Callable<Integer> {
  private final CdkProject project;

  @Mixin private final CloudOptions options = new CloudOptions();

  @Option(names = "--yes", description = "Asks nothing.")
  private boolean yes;

  DeployCommand(CdkProject project) {
    this.project = project;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    CloudAssembly assembly = options.synthesise(project);
    if (assembly == null) {
      return 1;
    }
    int status =
        project.cdk(
            options.target(),
            assembly.folder(),
            List.of(
                "deploy",
                "--all",
                "--require-approval",
                yes ? "never" : "broadening",
                // What an earlier removal has kept and has a fixed name is taken over.
                "--import-existing-resources",
                "--outputs-file",
                assembly.folder().resolve("outputs.json").toString()));
    return status == 0 ? 0 : 1;
  }
}
