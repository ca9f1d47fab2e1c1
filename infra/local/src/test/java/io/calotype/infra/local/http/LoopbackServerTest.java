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
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoopbackServerTest {
  private LoopbackServer server;

  /** One thread: whoever holds it holds all. */
  @BeforeEach
  void start() throws IOException {
    server = start(Duration.ofMillis(500));
  }

  private static LoopbackServer start(Duration requestTimeMax) throws IOException {
    return LoopbackServer.start(
        0,
        1,
        requestTimeMax,
        exchange -> {
          if (exchange.getRequestURI().getPath().equals("/fails")) {
            throw new IllegalStateException("secret");
          }
          if (exchange.getRequestURI().getPath().equals("/refuses")) {
            return Answer.text(403, "no");
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

  @Test
  void aRefusedRequestLeavesItsConnectionOpenForTheNextThoughItsBodyCameLate() throws Exception {
    byte[] half = new byte[100_000];
    try (LoopbackServer patient = start(Duration.ofSeconds(30));
        Socket client = connect(patient)) {
      send(client, "POST /refuses HTTP/1.1\r\nContent-Length: 200000\r\n");
      Thread.sleep(100); // Long enough for the server to have refused.
      client.getOutputStream().write(half);
      Thread.sleep(50);
      client.getOutputStream().write(half);
      String refusal = answer(client);
      send(client, "GET /refuses HTTP/1.1\r\n");

      assertThat(refusal).startsWith("http/1.1 403").doesNotContain("connection: close");
      assertThat(answer(client)).startsWith("http/1.1 403");
    }
  }

  @Test
  void saysThatTheConnectionEndsWhereARefusedBodyIsTooLongToBeReadInVain() throws Exception {
    byte[] body = new byte[(int) UnreadBody.BYTES_MAX + 1_000];
    try (LoopbackServer patient = start(Duration.ofSeconds(30));
        Socket client = connect(patient)) {
      send(client, "POST /refuses HTTP/1.1\r\nContent-Length: " + body.length + "\r\n");
      client.getOutputStream().write(body);

      assertThat(answer(client)).startsWith("http/1.1 403").contains("connection: close");
      assertThat(client.getInputStream().read()).as("the end").isEqualTo(-1);
    }
  }

  private static Socket connect(LoopbackServer server) throws IOException {
    Socket client = new Socket(InetAddress.getLoopbackAddress(), server.url().getPort());
    client.setSoTimeout(30_000);
    return client;
  }

  private static void send(Socket client, String head) throws IOException {
    client.getOutputStream().write((head + "Host: x\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    client.getOutputStream().flush();
  }

  /** Reads an answer with its body and gives its head in lower case. */
  private static String answer(Socket client) throws IOException {
    StringBuilder read = new StringBuilder();
    while (read.indexOf("\r\n\r\nno\n") < 0) {
      int c = client.getInputStream().read();
      assertThat(c).as("a byte after: %s", read).isNotNegative();
      read.append((char) c);
    }
    return read.toString().toLowerCase(Locale.ROOT);
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
