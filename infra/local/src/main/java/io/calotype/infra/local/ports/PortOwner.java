package io.calotype.infra.local.ports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the process that listens on a port, as far as this system tells. */
public final class PortOwner {
  private static final String LISTENING = "0A";

  private final Path proc;

  /** Looks in Linux's {@code /proc}; on other systems every owner is unknown. */
  public PortOwner() {
    this(Path.of("/proc"));
  }

  PortOwner(Path proc) {
    this.proc = proc;
  }

  /** Who listens on a TCP port, as in "process 4711 (node main.js)", or "another process". */
  public String describe(int port) {
    Set<String> sockets = new HashSet<>();
    sockets.addAll(listeners(proc.resolve("net/tcp"), port));
    sockets.addAll(listeners(proc.resolve("net/tcp6"), port));
    if (sockets.isEmpty()) {
      return "another process";
    }
    try (Stream<Path> processes = Files.list(proc)) {
      return processes
          .filter(process -> process.getFileName().toString().matches("[0-9]+"))
          .filter(process -> holdsOneOf(process, sockets))
          .findFirst()
          .map(PortOwner::describe)
          .orElse("another process");
    } catch (IOException e) {
      return "another process";
    }
  }

  /** The inodes of the listening sockets, as links in {@code /proc/<pid>/fd} name them. */
  private static Set<String> listeners(Path table, int port) {
    String localPort = String.format(Locale.ROOT, ":%04X", port);
    Set<String> sockets = new HashSet<>();
    for (String line : lines(table)) {
      String[] columns = line.trim().split("\\s+", -1);
      if (columns.length > 9 && columns[1].endsWith(localPort) && columns[3].equals(LISTENING)) {
        sockets.add("socket:[" + columns[9] + "]");
      }
    }
    return sockets;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of();
    }
  }

  private static boolean holdsOneOf(Path process, Set<String> sockets) {
    try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
      return descriptors.anyMatch(fd -> target(fd).filter(sockets::contains).isPresent());
    } catch (IOException e) {
      return false;
    }
  }

  private static Optional<String> target(Path link) {
    try {
      return Optional.of(Files.readSymbolicLink(link).toString());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String describe(Path process) {
    String name = String.join("", lines(process.resolve("comm")));
    return "process " + process.getFileName() + (name.isEmpty() ? "" : " (" + name + ")");
  }
}
