package io.calotype.infra.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole system where libvips does not work: with the engine that makes JPEG and PNG only. */
class OtherEngineIT {
  @Test
  void negotiatesNoFormatThatTheEngineCannotMake(@TempDir Path folder) throws Exception {
    try (StackFixture stack = new StackFixture(folder, "scalr")) {
      stack.put("rocket.jpg", StackFixture.photo("rocket.jpg"));
      stack.awaitManifest("rocket.jpg");

      for (String query : new String[] {"?w=320", "?w=320&fit=cover&ratio=1:1"}) {
        HttpResponse<byte[]> answer =
            stack.get("/rocket.jpg" + query, "Accept", "image/avif,image/webp,*/*");
        assertThat(answer.statusCode()).as(query).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).hasValue("image/jpeg");
      }
      HttpResponse<byte[]> named = stack.get("/rocket.jpg?w=320&format=webp");
      assertThat(named.statusCode()).isEqualTo(400);
      assertThat(new String(named.body(), StandardCharsets.UTF_8)).contains("auto, jpeg but got");
    }
  }
}
