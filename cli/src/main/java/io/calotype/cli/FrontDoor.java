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

  /** The front door; throws {@link CommandFailedException} where none is known. */
  Edge find() {
    String url = settings.url();
    String token = settings.token();
    if (url != null && token != null) {
      try {
        return Edge.of(url, token);
      } catch (IllegalArgumentException e) {
        throw new CommandFailedException(
            "expected a URL in CALOTYPE_URL but got " + url + ": correct or unset it", e);
      }
    }
    Stack stack = running.get();
    return Edge.of(stack.edge(), stack.uploadToken());
  }
}
