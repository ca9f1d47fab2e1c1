package io.calotype.infra.local;

import io.calotype.infra.local.ports.FreePorts;
import io.calotype.infra.local.ports.PortOwner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Looks, before anything is started, whether all ports are free: one message for all of them. */
final class PortCheck {
  private PortCheck() {}

  /**
   * Throws where a port is taken.
   *
   * @param portsByOption the command line's option for each port; 0 is always free
   */
  static void requireFree(Map<String, Integer> portsByOption) throws StackException {
    List<String> taken = new ArrayList<>();
    portsByOption.forEach(
        (option, port) -> {
          if (port != 0 && !FreePorts.isFree(port)) {
            String owner = new PortOwner().describe(port);
            taken.add(port + " by " + owner + " (choose another with " + option + ")");
          }
        });
    if (!taken.isEmpty()) {
      throw new StackException(
          "expected ports of 127.0.0.1 to be free that are taken: "
              + String.join(", ", taken)
              + "; if it is an earlier stack, stop it with ./calotype down");
    }
  }
}
