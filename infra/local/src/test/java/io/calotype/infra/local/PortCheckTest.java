package io.calotype.infra.local;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calotype.infra.local.ports.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortCheckTest {
  @Test
  void namesEveryTakenPortWithTheOptionThatChangesIt() throws IOException {
    try (ServerSocket one = listen();
        ServerSocket two = listen()) {
      assertThatThrownBy(
              () ->
                  PortCheck.requireFree(
                      Map.of("--port", one.getLocalPort(), "--s3-port", two.getLocalPort())))
          .isInstanceOf(StackException.class)
          .hasMessageContaining(one.getLocalPort() + " by process " + ProcessHandle.current().pid())
          .hasMessageContaining("(choose another with --port)")
          .hasMessageContaining(two.getLocalPort() + " by ")
          .hasMessageContaining("(choose another with --s3-port)");
    }
  }

  @Test
  void takesFreePortsAndZero() throws IOException {
    int free = new FreePorts(Set.of()).next();

    assertThatCode(() -> PortCheck.requireFree(Map.of("--port", free, "--s3-port", 0)))
        .doesNotThrowAnyException();
  }

  private static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }
}
