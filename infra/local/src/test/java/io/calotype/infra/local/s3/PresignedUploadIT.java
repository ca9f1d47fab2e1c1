package io.calotype.infra.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;

/**
 * A ticket's PUT over a raw socket, since any client library would mend or refuse what is wrong
 * with it before S3 can.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PresignedUploadIT {
  private static final String BODY = "four times four!";
  private static final String KEY = "uploads/köln & co (1)+2%20.jpg";

  private S3Fixture s3;
  private URI url;

  @BeforeAll
  void start() {
    s3 = new S3Fixture();
  }

  @AfterAll
  void stop() {
    s3.close();
  }

  @Test
  void isTakenOnceAndOnlyAsSigned() throws Exception {
    url = presign(KEY, Duration.ofMinutes(5));
    String path = url.getRawPath();
    String query = "?" + url.getRawQuery();

    assertThat(put(path + query, with("Content-Type", "image/png"), BODY)).isEqualTo(403);
    assertThat(put(path + query, without("Content-Type"), BODY)).isEqualTo(403);
    assertThat(put(path + query, headers(BODY.length() + 1), BODY + "x")).isEqualTo(403);
    assertThat(put(path + query, headers(BODY.length() - 1), BODY.substring(1))).isEqualTo(403);
    assertThat(put(path.replace("uploads/", "other/") + query, headers(), BODY)).isEqualTo(403);
    assertThat(
            put(path.replace("calotype-originals", "calotype-variants") + query, headers(), BODY))
        .isEqualTo(403);
    assertThat(put(path + query, without("If-None-Match"), BODY)).isEqualTo(403);
    assertThat(put(path + query, with("If-None-Match", "\"abc\""), BODY)).isEqualTo(403);
    assertThat(put(path + query, with("x-amz-copy-source", "/calotype-originals/other.jpg"), BODY))
        .as("a copy of what somebody else uploaded")
        .isEqualTo(403);
    assertThat(put(path + query, with("X-Amz-Meta-Focal-Point", "0.5,0.5"), BODY)).isEqualTo(403);
    assertThat(
            put(
                path + query.replace("X-Amz-SignedHeaders", "X-Amz%2DSignedHeaders"),
                with("x-amz-meta-focal-point", "0.5,0.5"),
                BODY))
        .isEqualTo(403);
    assertThat(put(path + query.replace("Expires=300", "Expires=3000"), headers(), BODY))
        .isEqualTo(403);
    assertThat(put(path + query.replaceAll("&X-Amz-Signature=[0-9a-f]+", ""), headers(), BODY))
        .isEqualTo(403);
    assertThat(put(path, headers(), BODY)).isEqualTo(403);
    assertThat(s3.events).as("nothing of that is stored").isEmpty();

    assertThat(put(path + query, headers(), BODY)).isEqualTo(200);
    assertThat(s3.get(KEY)).isEqualTo(BODY);
    assertThat(put(path + query, headers(), BODY)).as("a second time").isEqualTo(412);
    assertThat(s3.events).hasSize(1);
  }

  @Test
  void isRefusedWhenItIsTooLate() throws Exception {
    URI late = presign("late.jpg", Duration.ofSeconds(1));
    Thread.sleep(2_100);

    assertThat(put(late.getRawPath() + "?" + late.getRawQuery(), headers(), BODY)).isEqualTo(403);
  }

  private URI presign(String key, Duration validity) {
    try (S3Presigner presigner = s3.presigner()) {
      PresignedPutObjectRequest signed =
          presigner.presignPutObject(
              ticket ->
                  ticket
                      .signatureDuration(validity)
                      .putObjectRequest(
                          put ->
                              put.bucket(S3Fixture.BUCKET)
                                  .key(key)
                                  .contentType("image/jpeg")
                                  .contentLength((long) BODY.length())
                                  .ifNoneMatch("*")));
      assertThat(signed.signedHeaders())
          .containsOnlyKeys("host", "content-type", "content-length", "if-none-match");
      return URI.create(signed.url().toString());
    }
  }

  private static Map<String, String> headers() {
    return headers(BODY.length());
  }

  private static Map<String, String> headers(int length) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "image/jpeg");
    headers.put("Content-Length", Integer.toString(length));
    headers.put("If-None-Match", "*");
    return headers;
  }

  private static Map<String, String> with(String name, String value) {
    Map<String, String> headers = headers();
    headers.put(name, value);
    return headers;
  }

  private static Map<String, String> without(String name) {
    Map<String, String> headers = headers();
    headers.remove(name);
    return headers;
  }

  private int put(String target, Map<String, String> headers, String body) throws IOException {
    URI endpoint = s3.endpoint();
    StringBuilder head = new StringBuilder("PUT " + target + " HTTP/1.1\r\n");
    head.append("Host: ").append(endpoint.getAuthority()).append("\r\nConnection: close\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
      socket.setSoTimeout(30_000);
      OutputStream out = socket.getOutputStream();
      out.write((head + "\r\n" + body).getBytes(StandardCharsets.UTF_8));
      out.flush();
      InputStream in = socket.getInputStream();
      String statusLine = new String(in.readNBytes(12), StandardCharsets.US_ASCII);
      return Integer.parseInt(statusLine.substring("HTTP/1.1 ".length()));
    }
  }
}
