package io.calotype.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code --help}, which every command has. */
@Command
final class HelpOption {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this and exits.")
  @SuppressWarnings("UnusedVariable") // Read by picocli.
  private boolean asked;
}
