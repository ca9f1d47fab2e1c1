package io.calotype.infra.local.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class FreePortsTest {
  @Test
  void givesNoneTwiceAndNoneOfTheOthers() throws IOException {
    FreePorts ports = new FreePorts(allBut(20_001, 20_002));

    Set<Integer> given = new HashSet<>();
    given.add(ports.next());
    given.add(ports.next());

    assertThat(given).containsExactlyInAnyOrder(20_001, 20_002);
    assertThatThrownBy(ports::next)
        .isInstanceOf(IOException.class)
        .hasMessage(
            "expected a free port of 20000 to 29999 but all are taken: choose others by number");
  }

  @Test
  void givesNoneThatIsListenedOn() throws IOException {
    int taken = new FreePorts(Set.of()).next();
    try (ServerSocket listener = new ServerSocket(taken, 1, InetAddress.getLoopbackAddress())) {
      assertThat(listener.isBound()).isTrue();
      assertThatThrownBy(() -> new FreePorts(allBut(taken)).next()).isInstanceOf(IOException.class);
    }
  }

  /** A connection of anybody would get it before what it was drawn for listens. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void givesNoneThatTheSystemGivesToConnections() throws IOException {
    Path range = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
    int firstOfConnections =
        Integer.parseInt(Files.readAllLines(range).get(0).split("\\s+", -1)[0]);
    assumeThat(firstOfConnections).as("not set lower by hand").isGreaterThanOrEqualTo(30_000);

    assertThat(new FreePorts(Set.of()).next()).isLessThan(firstOfConnections);
  }

  private static Set<Integer> allBut(int... ports) {
    Set<Integer> others = IntStream.range(20_000, 30_000).boxed().collect(Collectors.toSet());
    IntStream.of(ports).forEach(others::remove);
    return others;
  }
}
