package io.calotype.cli.stack;

import io.calotype.cli.console.CommandFailedException;
import io.calotype.cli.console.FileFault;
import io.calotype.infra.local.state.Stack;
import io.calotype.infra.local.state.StackFile;
import java.io.IOException;

/**
 * The system that {@code up} has started.
 *
 * @param file where it left its addresses
 */
public record RunningStack(StackFile file) {

  /** Its addresses; throws {@link CommandFailedException} where none runs. */
  public Stack get() {
    try {
      return file.read();
    } catch (IOException e) {
      throw new CommandFailedException(FileFault.of(e), e);
    }
  }
}
