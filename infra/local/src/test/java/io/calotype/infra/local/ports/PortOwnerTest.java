package io.calotype.infra.local.ports;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PortOwnerTest {
  @Test
  @EnabledOnOs(OS.LINUX)
  void namesTheProcessThatListens() throws Exception {
    try (ServerSocket mine = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(new PortOwner().describe(mine.getLocalPort()))
          .isEqualTo("process " + ProcessHandle.current().pid() + " (java)");
    }
  }

  @Test
  void knowsNobodyWhereTheSystemDoesNotTell(@TempDir Path noProc) {
    assertThat(new PortOwner(noProc).describe(1)).isEqualTo("another process");
  }
}
