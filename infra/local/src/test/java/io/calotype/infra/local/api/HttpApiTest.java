package io.calotype.infra.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.calotype.pipeline.kinesis.StreamWriter;
import io.calotype.variants.recipe.RecipeReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.s3.S3Client;

class HttpApiTest {
  private static final URI NOBODY = URI.create("http://127.0.0.1:9");
  private static final StaticCredentialsProvider KEYS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("LOCALKEY", "secret"));
  private static final Tokens TOKENS = new Tokens(new byte[32], Clock.systemUTC());
  private static final String TOKEN = TOKENS.issue("test", Duration.ofMinutes(10));
  private static final Duration TIME_MAX = Duration.ofSeconds(2);
  private static final int PATIENCE_MS = 60_000;

  /** The larger number is more than the API has threads. */
  @ParameterizedTest
  @ValueSource(ints = {40, 300})
  void servesOthersThoughManyNeverEndTheirRequestsAndCutsThemOff(int stalling) throws Exception {
    List<Socket> stalled = new ArrayList<>();
    try (S3Client s3 = s3();
        KinesisClient kinesis = kinesis();
        HttpApi api = api(s3, kinesis)) {
      for (int i = 0; i < stalling; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.url().getPort());
        socket.setSoTimeout(PATIENCE_MS);
        socket.getOutputStream().write(beginning(i % 2 == 0 ? TOKEN : "none"));
        stalled.add(socket);
      }

      assertThat(ticket(api).statusCode()).isEqualTo(201);
      for (Socket socket : stalled) {
        assertThat(isClosed(socket)).isTrue();
      }
      assertThat(ticket(api).body()).isEqualTo("a ticket");
    } finally {
      for (Socket socket : stalled) {
        socket.close();
      }
    }
  }

  private static HttpApi api(S3Client s3, KinesisClient kinesis) throws IOException {
    Console console =
        new Console(
            new Console.Addresses(0, NOBODY, NOBODY),
            new Console.Buckets("originals", "variants", "dead-letters"),
            RecipeReader.defaultRecipe(),
            TOKENS,
            s3,
            new StreamWriter(kinesis, "events"));
    return HttpApi.start(
        (event, context) ->
            APIGatewayV2HTTPResponse.builder().withStatusCode(201).withBody("a ticket").build(),
        TOKENS,
        console,
        TIME_MAX);
  }

  private static byte[] beginning(String token) {
    return ("POST /uploads HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "
            + token
            + "\r\nContent-Length: 100\r\n\r\n{\"filename\":")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static HttpResponse<String> ticket(HttpApi api) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(api.url().resolve("/uploads"))
                .header("Authorization", "Bearer " + TOKEN)
                .timeout(Duration.ofMillis(PATIENCE_MS))
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static boolean isClosed(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() == -1;
    } catch (SocketException e) {
      return true; // Reset, since the server had not read all.
    }
  }

  private static S3Client s3() {
    return S3Client.builder()
        .endpointOverride(NOBODY)
        .region(Region.US_EAST_1)
        .credentialsProvider(KEYS)
        .httpClientBuilder(Apache5HttpClient.builder())
        .build();
  }

  private static KinesisClient kinesis() {
    return KinesisClient.builder()
        .endpointOverride(NOBODY)
        .region(Region.US_EAST_1)
        .credentialsProvider(KEYS)
        .httpClientBuilder(Apache5HttpClient.builder())
        .build();
  }
}
