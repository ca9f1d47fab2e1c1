package io.calotype.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code --json}, which every command has that reports. */
@Command
final class JsonOption {
  @Option(
      names = "--json",
      description = "Writes the result as JSON, and nothing else, on standard output.")
  private boolean wanted;

  boolean wanted() {
    return wanted;
  }
}
