package io.calotype.infra.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of the connection over which an upload comes that is refused by its head alone. */
class RefusedUploadIT {
  private static final String PATH = "/" + S3Fixture.BUCKET + "/unsigned.jpg";
  private static final int BODY_BYTES = 500_000;

  private S3Fixture s3;
  private Socket socket;

  @BeforeEach
  void start() throws IOException {
    s3 = new S3Fixture();
    socket = new Socket(s3.endpoint().getHost(), s3.endpoint().getPort());
    socket.setSoTimeout(30_000);
  }

  @AfterEach
  void stop() throws IOException {
    socket.close();
    s3.close();
  }

  @Test
  void isOpenForTheNextRequestThoughTheBodyCameLate() throws Exception {
    assertIsOpenAfter("");
  }

  @Test
  void isOpenWhereAHeaderWasNotSigned() throws Exception {
    assertIsOpenAfter(
        "Authorization: AWS4-HMAC-SHA256 SignedHeaders=host\r\nx-amz-acl: public-read\r\n");
  }

  @Test
  void isOpenWhereTheClientWaitedToBeAskedForTheBody() throws Exception {
    send(
        "PUT "
            + PATH
            + " HTTP/1.1\r\nAuthorization: AWS4-HMAC-SHA256 SignedHeaders=host\r\n"
            + "x-amz-acl: public-read\r\nExpect: 100-continue\r\nContent-Length: 9\r\n");
    assertThat(answer().status()).isEqualTo(100);
    socket.getOutputStream().write(new byte[9]);
    assertThat(answer().status()).isEqualTo(403);
    send("GET " + PATH + " HTTP/1.1\r\n");
    assertThat(answer().status()).as("there is no such object").isEqualTo(404);
  }

  private void assertIsOpenAfter(String headers) throws Exception {
    send("PUT " + PATH + " HTTP/1.1\r\n" + headers + "Content-Length: " + BODY_BYTES + "\r\n");
    Thread.sleep(300); // Long enough for the server to know from the head that it refuses.
    socket.getOutputStream().write(new byte[BODY_BYTES / 2]);
    Thread.sleep(50);
    socket.getOutputStream().write(new byte[BODY_BYTES / 2]);
    Answer refusal = answer();
    send("GET " + PATH + " HTTP/1.1\r\n");
    Answer next = answer();

    assertThat(refusal.status()).isEqualTo(403);
    assertThat(refusal.head()).doesNotContain("connection: close");
    assertThat(next.status()).as("there is no such object").isEqualTo(404);
  }

  @Test
  void isSaidToEndWhereTheBodyIsTooLongToBeReadInVain() throws Exception {
    send("PUT " + PATH + " HTTP/1.1\r\nContent-Length: 5000000000\r\n");
    Answer answer = answer();

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.head()).contains("connection: close");
    assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
        .as("all that follows, to the end")
        .contains("</Error>");
  }

  private void send(String head) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write((head + "Host: 127.0.0.1\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  /** An answer's head in lower case. */
  private record Answer(String head) {
    int status() {
      return Integer.parseInt(head.substring("http/1.1 ".length(), "http/1.1 ".length() + 3));
    }
  }

  /** Reads one answer with its body. */
  private Answer answer() throws IOException {
    String head = readTo("\r\n\r\n");
    if (!head.contains(" 100 ") && !head.contains("connection: close")) {
      readTo(head.contains("transfer-encoding: chunked") ? "0\r\n\r\n" : "</error>");
    }
    return new Answer(head);
  }

  private String readTo(String end) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder read = new StringBuilder();
    while (read.length() < end.length()
        || !read.substring(read.length() - end.length()).equals(end)) {
      int c = in.read();
      assertThat(c).as("a byte after: %s", read).isNotNegative();
      read.append((char) Character.toLowerCase(c));
    }
    return read.toString();
  }
}
