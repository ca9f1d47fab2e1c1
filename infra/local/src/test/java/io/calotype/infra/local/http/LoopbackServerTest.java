package io.calotype.infra.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoopbackServerTest {
  private LoopbackServer server;

  /** One thread: whoever holds it holds all. */
  @BeforeEach
  void start() throws IOException {
    server =
        LoopbackServer.start(
            0,
            1,
            Duration.ofMillis(500),
            exchange -> {
              if (exchange.getRequestURI().getPath().equals("/fails")) {
                throw new IllegalStateException("secret");
              }
              return new Answer(200, Map.of(), exchange.getRequestBody().readAllBytes());
            });
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aRequestThatIsNeverEndedHoldsItsThreadForABoundedTime() throws Exception {
    try (Socket stalled = new Socket(InetAddress.getLoopbackAddress(), server.url().getPort())) {
      stalled
          .getOutputStream()
          .write(
              "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nbeg"
                  .getBytes(StandardCharsets.US_ASCII));
      stalled.getOutputStream().flush();

      assertThat(post("/", "whole").body()).isEqualTo("whole");
    }
  }

  @Test
  void tellsNobodyWhyItFailed() throws Exception {
    HttpResponse<String> answer = post("/fails", "");

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).contains("try it again").doesNotContain("secret");
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    URI target = server.url().resolve(path);
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(target)
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
  }
}
