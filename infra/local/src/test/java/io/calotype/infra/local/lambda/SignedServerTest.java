package io.calotype.infra.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.calotype.infra.local.s3.S3Credentials;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Real requests, signed by AWS's own signer. */
class SignedServerTest {
  private static final S3Credentials KEYS = new S3Credentials("LOCALKEY", "secret");
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void functionUrlGivesAHandlerItsEventAndDecodesWhatItAnswers() throws Exception {
    List<APIGatewayV2HTTPEvent> events = new ArrayList<>();
    try (FunctionUrl function =
        new FunctionUrl(
            KEYS,
            (event, context) -> {
              events.add(event);
              return APIGatewayV2HTTPResponse.builder()
                  .withStatusCode(200)
                  .withHeaders(Map.of("content-type", "image/webp"))
                  .withBody(Base64.getEncoder().encodeToString(new byte[] {1, 2, -1}))
                  .withIsBase64Encoded(true)
                  .build();
            })) {
      HttpResponse<byte[]> answer =
          send(function.url(), "GET", "/k%C3%B6ln/w160.webp", "lambda", "", Map.of("X-A", "b"));

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).containsExactly(1, 2, -1);
      assertThat(answer.headers().firstValue("content-type")).contains("image/webp");
    }
    assertThat(events).hasSize(1);
    assertThat(events.get(0).getRawPath()).isEqualTo("/k%C3%B6ln/w160.webp");
    assertThat(events.get(0).getHeaders()).containsEntry("x-a", "b");
    assertThat(events.get(0).getRequestContext().getHttp().getMethod()).isEqualTo("GET");
  }

  @Test
  void functionUrlLetsNobodyInWithoutASignatureForLambda() throws Exception {
    List<APIGatewayV2HTTPEvent> events = new ArrayList<>();
    try (FunctionUrl function =
        new FunctionUrl(
            KEYS,
            (event, context) -> {
              events.add(event);
              return new APIGatewayV2HTTPResponse();
            })) {
      HttpRequest unsigned = HttpRequest.newBuilder(function.url().resolve("/a/w160.webp")).build();

      assertThat(http.send(unsigned, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(403);
      assertThat(send(function.url(), "GET", "/a", "s3", "", Map.of()).statusCode()).isEqualTo(403);
    }
    assertThat(events).isEmpty();
  }

  @Test
  void secretsEndpointTellsItsSecretAndNoOther() throws Exception {
    try (SecretsEndpoint secrets = new SecretsEndpoint(KEYS, "urls", "{\"keys\":{}}")) {
      assertThat(text(ask(secrets, "{\"SecretId\":\"urls\"}")))
          .contains("\"SecretString\":\"{\\\"keys\\\":{}}\"");
      HttpResponse<byte[]> other = ask(secrets, "{\"SecretId\":\"other\"}");
      assertThat(other.statusCode()).isEqualTo(400);
      assertThat(text(other)).contains("ResourceNotFoundException").doesNotContain("keys");
      assertThat(ask(secrets, "no JSON").statusCode()).isEqualTo(400);
    }
  }

  private HttpResponse<byte[]> ask(SecretsEndpoint secrets, String body) throws Exception {
    return send(
        secrets.endpoint(),
        "POST",
        "/",
        "secretsmanager",
        body,
        Map.of("X-Amz-Target", "secretsmanager.GetSecretValue"));
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private HttpResponse<byte[]> send(
      URI base, String method, String path, String service, String body, Map<String, String> more)
      throws IOException, InterruptedException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    SdkHttpRequest.Builder unsigned =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.fromValue(method))
            .uri(base)
            .encodedPath(path);
    more.forEach(unsigned::putHeader);
    SdkHttpRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                SignRequest.builder(
                        AwsCredentialsIdentity.create(KEYS.accessKeyId(), KEYS.secretAccessKey()))
                    .request(unsigned.build())
                    .payload(() -> new ByteArrayInputStream(bytes))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                    .build())
            .request();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(signed.getUri())
            .method(method, HttpRequest.BodyPublishers.ofByteArray(bytes));
    signed
        .headers()
        .forEach(
            (name, values) -> {
              if (!name.equalsIgnoreCase("host")) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }
}
