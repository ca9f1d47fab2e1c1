package io.calotype.infra.local.flink;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpTimeoutException;
import org.junit.jupiter.api.Test;

class FlinkRestTest {
  @Test
  void saysThatFlinkIsTooSlowWhereItTakesACallAndDoesNotAnswer() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      FlinkRest rest = new FlinkRest(silent.getLocalPort());

      assertThatThrownBy(() -> rest.get("/jobs/overview"))
          .isInstanceOf(HttpTimeoutException.class)
          .hasMessage(
              "expected Flink to answer at http://127.0.0.1:%d but it is too slow",
              silent.getLocalPort());
    }
  }

  @Test
  void saysThatFlinkDoesNotAnswerWhereNothingListens() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }

    assertThatThrownBy(() -> new FlinkRest(port).get("/jobs/overview"))
        .hasMessage("expected Flink to answer at http://127.0.0.1:%d but it does not", port);
  }
}
