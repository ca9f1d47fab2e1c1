package io.calotype.cli;

import io.calotype.cli.console.Console;
import io.calotype.cli.stack.RunningStack;
import io.calotype.cli.stack.ShellExports;
import io.calotype.infra.local.state.Stack;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code env}: what a shell needs to reach the running system. */
@Command(
    name = "env",
    header = "Prints what a shell needs to reach the running system.",
    description = {
      "%nUse it as  eval \"$(./calotype env)\"",
      "%nIt exports keys, region and endpoints for AWS's clients (older ones, such as Debian 12's"
          + " aws, need --endpoint-url \"$AWS_ENDPOINT_URL_S3\" as well), and the address and upload"
          + " token of the front door."
    },
    footer = {
      "%nExample:",
      "  eval \"$(./calotype env)\"",
      "  aws --endpoint-url \"$AWS_ENDPOINT_URL_S3\" s3 ls s3://calotype-variants/"
    })
final class EnvCommand implements Callable<Integer> {
  private final Console console;
  private final RunningStack running;

  @Mixin private final JsonOption json = new JsonOption();

  EnvCommand(Console console, RunningStack running) {
    this.console = console;
    this.running = running;
  }

  @Override
  public Integer call() {
    Stack stack = running.get();
    if (json.wanted()) {
      console.json(ShellExports.variables(stack));
    } else {
      ShellExports.of(stack).forEach(console::line);
    }
    return 0;
  }
}
