package io.calotype.infra.local.ports;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Free ports of 127.0.0.1 for what must be told a number before it listens; whatever can be told 0
 * and asked afterwards needs none of these.
 *
 * <p>They differ, and they stay free until they are listened on: they lie below those that Linux
 * and macOS give to connections and to listeners without a number of their own.
 */
public final class FreePorts {
  /** The first, and the one behind the last; the system's own begin at 32768 or above. */
  private static final int FIRST = 20_000;

  private static final int END = 30_000;

  private final Iterator<Integer> candidates;

  /**
   * Ports in an order of chance, so that two systems that start at a time hardly choose the same.
   *
   * @param others that are never given, free or not
   */
  public FreePorts(Set<Integer> others) {
    List<Integer> all =
        IntStream.range(FIRST, END)
            .boxed()
            .filter(port -> !others.contains(port))
            .collect(Collectors.toList());
    Collections.shuffle(all);
    candidates = all.iterator();
  }

  /**
   * One that was not given before.
   *
   * @throws IOException one line for users, where none is free any more
   */
  public int next() throws IOException {
    while (candidates.hasNext()) {
      int port = candidates.next();
      if (isFree(port)) {
        return port;
      }
    }
    throw new IOException(
        "expected a free port of "
            + FIRST
            + " to "
            + (END - 1)
            + " but all are taken: choose others by number");
  }

  /** Whether nobody listens on a port. */
  public static boolean isFree(int port) {
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
