package io.calotype.infra.local;

import io.calotype.infra.local.ports.PortOwner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
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
          if (port != 0 && !isFree(port)) {
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

  /** A free port, for where one has to be known before it is listened on. */
  static int anyFree() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket()) {
      // Connections of an earlier stack that linger in TIME_WAIT are no listener.
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
