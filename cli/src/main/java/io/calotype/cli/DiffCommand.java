package io.calotype.cli;

import io.calotype.cli.aws.CdkProject;
import io.calotype.cli.aws.CloudAssembly;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code diff}: what deploy would change. */
@Command(
    name = "diff",
    header = "Shows what deploy would change on AWS.",
    footer = {"%nExample:", "  ./calotype diff --account 123456789012 --region eu-central-1"})
final class DiffCommand implements Callable<Integer> {
  private final CdkProject project;

  @Mixin private final CloudOptions options = new CloudOptions();

  DiffCommand(CdkProject project) {
    this.project = project;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    CloudAssembly assembly = options.synthesise(project);
    if (assembly == null) {
      return 1;
    }
    return project.cdk(options.target(), assembly.folder(), List.of("diff")) == 0 ? 0 : 1;
  }
}
