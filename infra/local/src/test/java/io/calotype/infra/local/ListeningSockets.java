package io.calotype.infra.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The TCP addresses that this process listens on, as Linux tells in {@code /proc}. */
final class ListeningSockets {
  private static final String LISTEN = "0A";

  private ListeningSockets() {}

  /** Each as {@code <hex address>:<hex port>}. */
  static List<String> ofThisProcess() {
    try {
      Set<String> own = ownSockets();
      List<String> listening = new ArrayList<>();
      for (String table : List.of("tcp", "tcp6")) {
        for (String line : Files.readAllLines(Path.of("/proc/self/net/" + table))) {
          String[] columns = line.trim().split("\\s+", -1);
          if (columns[3].equals(LISTEN) && own.contains("socket:[" + columns[9] + "]")) {
            listening.add(columns[1]);
          }
        }
      }
      return listening;
    } catch (IOException e) {
      throw new AssertionError("expected Linux's /proc", e);
    }
  }

  /** 127.0.0.0/8, ::1, or 127.0.0.0/8 written as IPv6; hex words in the machine's byte order. */
  static boolean isLoopback(String address) {
    String ip = address.substring(0, address.indexOf(':'));
    return ip.matches("[0-9A-F]{6}7F")
        || ip.equals("00000000000000000000000001000000")
        || ip.matches("0000000000000000FFFF0000[0-9A-F]{6}7F");
  }

  private static Set<String> ownSockets() throws IOException {
    Set<String> sockets = new HashSet<>();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      for (Path descriptor : descriptors.toList()) {
        if (Files.isSymbolicLink(descriptor)) {
          sockets.add(Files.readSymbolicLink(descriptor).toString());
        }
      }
    }
    return sockets;
  }
}
