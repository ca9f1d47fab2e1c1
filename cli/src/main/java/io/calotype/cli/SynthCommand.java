package io.calotype.cli;

import io.calotype.cli.aws.CdkProject;
import io.calotype.cli.aws.CloudAssembly;
import io.calotype.cli.console.Console;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code synth}: the templates of a deployment, offline. */
@Command(
    name = "synth",
    header = "Writes what deploy would deploy. No credentials, no network.",
    description =
        "%nCloudFormation templates and the files that go with them. Where the configuration is"
            + " wrong all its problems are told, and nothing is written.",
    footer = {"%nExample:", "  ./calotype synth --account 123456789012 --region eu-central-1"})
final class SynthCommand implements Callable<Integer> {
  private final Console console;
  private final CdkProject project;

  @Mixin private final CloudOptions options = new CloudOptions();
  @Mixin private final JsonOption json = new JsonOption();

  SynthCommand(Console console, CdkProject project) {
    this.console = console;
    this.project = project;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    CloudAssembly assembly = options.synthesise(project);
    if (assembly == null) {
      return 1;
    }
    project.requireReadable(assembly.folder());
    if (json.wanted()) {
      console.json(Map.of("folder", assembly.folder().toString(), "stacks", assembly.stacks()));
    } else {
      console.line(String.join(", ", assembly.stacks()) + " in " + assembly.folder());
    }
    return 0;
  }
}
