package io.calotype.cli;

import io.calotype.cli.console.CommandFailedException;
import io.calotype.cli.stack.RunningStack;
import io.calotype.cli.upload.Edge;
import io.calotype.infra.local.state.Stack;

/**
 * Which front door commands go to: the one that the environment names, else that of the system on
 * this machine.
 *
 * @param settings what the environment says
 * @param running the system on this machine
 */
record FrontDoor(CliSettings settings, RunningStack running) {

  /**
   * The front door, to look at pictures; throws {@link CommandFailedException} where none is known.
   */
  Edge find() {
    String url = settings.url();
    String token = settings.token();
    if (url != null) {
      return named(url, token == null ? "" : token);
    }
    if (token != null) {
      // Silence would send what was meant for another system to the one on this machine.
      throw new CommandFailedException(
          "expected CALOTYPE_URL beside CALOTYPE_TOKEN but it is not set: set it, or unset"
              + " CALOTYPE_TOKEN for the system on this machine");
    }
    Stack stack = running.get();
    return Edge.of(stack.edge(), stack.uploadToken());
  }

  /** The same with what uploads need, a token. */
  Edge findForUploads() {
    Edge edge = find();
    if (edge.token().isEmpty()) {
      throw new CommandFailedException(
          "expected CALOTYPE_TOKEN beside CALOTYPE_URL, for the ticket at "
              + edge.url()
              + ", but it is not set: set it, or unset CALOTYPE_URL for the system on this"
              + " machine");
    }
    return edge;
  }

  private static Edge named(String url, String token) {
    try {
      return Edge.of(url, token);
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException(
          "expected CALOTYPE_URL as https://<host> or http://<host> but got "
              + url
              + ": correct or unset it",
          e);
    }
  }
}
